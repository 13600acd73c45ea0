import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { CommandIo } from '#cli/command/command.ts';
import { campaignFacts } from '#copy/copied-campaign.ts';
import { type CopyTask, copyStores } from '#copy/copy.ts';
import { startBlobService } from '../blob-service/blob-service.ts';
import { someIds } from '../store/a-signature.ts';
import { type Ended, endOf } from './end-of.ts';
import { contentOf, put, sideOf } from './two-hosts.ts';

const source = await startBlobService();
const target = await startBlobService();
const sides = { from: sideOf(source, 'the source'), to: sideOf(target, 'the target') };
const facts = await campaignFacts('/nowhere', new Date());

afterAll(async () => {
  await source.close();
  await target.close();
});

beforeEach(async () => {
  await source.renew();
  await target.renew();
});

function copy(changes: Partial<CopyTask> = {}, io: Partial<CommandIo> = {}, of = sides): Promise<Ended> {
  const task = { campaign: null, isMirror: false, isAgreed: false, facts, ...changes };
  return endOf((_, itsIo) => copyStores(of, task, itsIo), [], io);
}

/** Something in every store, of two campaigns. */
function seed(): void {
  for (const id of someIds(20)) {
    put(source, `signatures clean-river/${id}`, `{"name":"Zoë “Z” 名前 ${id}"}`);
    put(source, `signatures other/${id}`, `sealed ${id}`);
    put(source, `news clean-river/${id}`, `news ${id}`);
    put(source, `withdrawals signature/clean-river/${id}`, '2016-01-31T12:00:00.000Z');
    put(source, `withdrawals news/other/${id}`, '2016-01-31T12:00:00.000Z');
    put(source, `mails ${id}/signing1`, 'nonce');
  }
  for (const campaign of ['clean-river', 'other']) {
    put(source, `asides ${campaign}`, `asides of ${campaign}`);
    put(source, `numbers ${campaign}`, `numbers of ${campaign}`);
    put(source, `retention closed/${campaign}/2016-01-31`, '');
    put(source, `news-retention orphaned/${campaign}/2016-01-31`, '');
  }
  for (let number = 1; number <= 5; number += 1) put(source, `audit entry/000000000${number}`, `${number}`);
  put(source, 'audit download-mark', '1');
}

describe('a copy', () => {
  it('takes over every store, the same keys and bytes', async () => {
    seed();
    expect(await copy()).toEqual({
      code: 0,
      stdout: `Copied 134 entries from the source to the target.
clean-river: 20 signatures the same on both sides
other: 20 signatures the same on both sides
Checked: all 134 entries stand on both sides, the same in every byte, and no others.
`,
      stderr: '',
    });
    expect(contentOf(target)).toEqual(contentOf(source));
  });

  it('leaves other contexts and other stores of the site alone', async () => {
    seed();
    put(source, 'signatures clean-river/1', 'of a preview', 'deploy-preview');
    put(target, 'signatures clean-river/1', 'stays', 'branch-deploy');
    source.seed('of-somebody-else', [['key', 'text']]);
    await copy();
    expect(contentOf(target, 'deploy-preview')).toEqual({});
    expect(contentOf(target, 'branch-deploy')).toEqual({ 'signatures clean-river/1': 'stays' });
    expect(target.size('of-somebody-else')).toBe(0);
  });

  it('copies into another context where it is told to', async () => {
    seed();
    const to = sideOf(target, 'the target', { context: 'deploy-preview' });
    expect(await copy({}, {}, { ...sides, to })).toMatchObject({ code: 0 });
    expect(contentOf(target, 'deploy-preview')).toEqual(contentOf(source));
    expect(contentOf(target)).toEqual({});
  });

  it('copies one campaign, without what is the whole site’s', async () => {
    seed();
    expect(await copy({ campaign: 'clean-river' })).toMatchObject({ code: 0 });
    const own = Object.entries(contentOf(source)).filter(
      ([place]) => !/^(?:mails|audit) | other|\/other\//u.test(place),
    );
    expect(own).toHaveLength(20 * 3 + 4);
    expect(contentOf(target)).toEqual(Object.fromEntries(own));
  });

  it('says so where the source holds nothing, and changes nothing', async () => {
    put(target, 'signatures clean-river/1', 'stays');
    const ended = await copy({ isMirror: true, isAgreed: true });
    expect(ended).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('the source holds nothing') as unknown,
    });
    expect(contentOf(target)).toEqual({ 'signatures clean-river/1': 'stays' });
  });

  it('copies only what is missing the second time', async () => {
    seed();
    await copy();
    put(source, `signatures clean-river/${'f'.repeat(32)}`, 'new');
    target.operations.reset();
    expect(await copy()).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Copied 1 entries') as unknown,
    });
    // Two more prove that the target overwrites nothing.
    expect(target.operations.put).toBe(3);
    expect(contentOf(target)).toEqual(contentOf(source));
  });
});

describe('two sides that differ', () => {
  it('never overwrites or erases, and says what to do', async () => {
    seed();
    await copy();
    const [id = ''] = someIds(1);
    put(target, `signatures clean-river/${id}`, 'signed at the target');
    source.seed('signatures-production', []);
    put(target, `signatures clean-river/${'e'.repeat(32)}`, 'withdrawn at the source');
    const before = contentOf(target);
    const ended = await copy();
    expect(ended.code).toBe(1);
    expect(ended.stdout).not.toContain('Checked');
    expect(ended.stderr).toMatch(/1 different: .*--mirror takes those of the source/u);
    expect(ended.stderr).toMatch(
      /1 only at the target: .*Whoever withdrew must not come back: --mirror erases them/u,
    );
    expect(contentOf(target)).toEqual(before);
  });

  it('makes the target equal with --mirror, once somebody agreed to what it erases', async () => {
    seed();
    await copy();
    put(target, `signatures clean-river/${someIds(1)[0] ?? ''}`, 'signed at the target');
    put(target, `signatures clean-river/${'e'.repeat(32)}`, 'withdrawn at the source');
    const before = contentOf(target);
    const questions: string[] = [];
    const askHidden = (answer: string) => (question: string) => {
      questions.push(question);
      return Promise.resolve(answer);
    };
    expect(await copy({ isMirror: true })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--mirror erases 1 entries') as unknown,
    });
    expect(await copy({ isMirror: true }, { askHidden: askHidden('no') })).toMatchObject({ code: 2 });
    expect(contentOf(target)).toEqual(before);
    expect(await copy({ isMirror: true }, { askHidden: askHidden('erase') })).toMatchObject({ code: 0 });
    expect(contentOf(target)).toEqual(contentOf(source));
    expect(questions).toHaveLength(2);
    expect(await copy({ isMirror: true })).toMatchObject({ code: 0 });
  });
});
