import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { campaignFacts } from '#copy/copied-campaign.ts';
import { copyStores } from '#copy/copy.ts';
import { startBlobService } from '../blob-service/blob-service.ts';
import type { Fault } from '../blob-service/fault-plan.ts';
import { someIds } from '../store/a-signature.ts';
import { type Ended, endOf } from './end-of.ts';
import { startScript } from './run-script.ts';
import { contentOf, erase, put, sideOf } from './two-hosts.ts';

/** A request that fails is given up at once. */
const HURRIED = { totalMs: 60, attemptMs: 30 };
const source = await startBlobService();
const target = await startBlobService();
const facts = await campaignFacts('/nowhere', new Date());
const folder = await mkdtemp(join(tmpdir(), 'undersigned-killed-'));

afterAll(async () => {
  await source.close();
  await target.close();
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  await source.renew();
  await target.renew();
});

function copy(isMirror = false, budget?: typeof HURRIED): Promise<Ended> {
  const of = { ...(budget && { budget }) };
  const sides = { from: sideOf(source, 'source', of), to: sideOf(target, 'target', of) };
  const task = { campaign: null, isMirror, isAgreed: true, facts };
  return endOf((_, io) => copyStores(sides, task, io), []);
}

function seed(count = 10): void {
  for (const id of someIds(count)) {
    put(source, `signatures clean-river/${id}`, id);
    put(source, `withdrawals signature/clean-river/${id}`, '2016-01-31T12:00:00.000Z');
  }
  for (let number = 1; number <= 9; number += 1)
    put(source, `audit entry/000000000${number}`, String(number));
  put(source, 'asides clean-river', 'asides');
  put(source, 'numbers clean-river', 'numbers');
}

const FAULTS: readonly Fault[] = [
  'lostBefore',
  'lostAfter',
  'hang',
  'hangAfter',
  'truncated',
  { status: 403 },
  { status: 503 },
  { status: 503, landed: true },
];

describe('a copy that breaks off', () => {
  it('goes on and ends exact, whatever each operation meets', { timeout: 300_000 }, async () => {
    for (const service of [source, target]) {
      for (const operation of ['put', 'get', 'list', 'delete'] as const) {
        for (const fault of FAULTS) {
          const what = `${service === source ? 'source' : 'target'} ${operation} ${JSON.stringify(fault)}`;
          await Promise.all([source.renew(), target.renew()]);
          seed();
          service.faults.decide((met, _, number) => (met === operation && number === 3 ? fault : undefined));
          const { code, stderr } = await copy(false, HURRIED);
          if (service.faults.taken > 0 && code !== 0)
            expect(stderr, what).toMatch(/did not confirm|does not let us in|not the same yet/u);
          service.faults.clear();
          expect(await copy(), what).toMatchObject({ code: 0 });
          expect(contentOf(target), what).toEqual(contentOf(source));
        }
      }
    }
  });

  it('has marks, the log and asides before the first signature, and numbers after the last', async () => {
    seed();
    const seen: string[] = [];
    target.faults.decide((operation) => {
      if (operation === 'put') seen.push(Object.keys(contentOf(target)).join('\n'));
      return undefined;
    });
    await copy();
    const all = (kind: string) => (content: string) =>
      content.split('\n').filter((place) => place.startsWith(kind)).length;
    for (const content of seen) {
      if (all('signatures')(content) > 0)
        expect([all('withdrawals')(content), all('audit')(content), all('asides')(content)], content).toEqual(
          [10, 9, 1],
        );
      if (all('numbers')(content) > 0) expect(all('signatures')(content), content).toBe(10);
    }
  });

  it('leaves no gap in the log, which would look as if somebody had removed an entry', async () => {
    seed();
    target.faults.decide((operation, key) =>
      operation === 'put' && key === 'entry/0000000004' ? { status: 403 } : undefined,
    );
    expect(await copy()).toMatchObject({ code: 1 });
    expect(target.keys('audit-production')).toEqual([1, 2, 3].map((number) => `entry/000000000${number}`));
    expect(target.keys('signatures-production')).toEqual([]);
  });

  it('does not bring back who withdrew between two runs, and says so', async () => {
    seed();
    await copy();
    const [id = ''] = someIds(1);
    erase(source, `signatures clean-river/${id}`);
    put(source, `withdrawals signature/clean-river/${id}`, '2016-02-01T12:00:00.000Z');
    const { code, stderr } = await copy();
    expect([code, stderr]).toEqual([1, expect.stringMatching(/1 different.*\n.*1 only at the target/u)]);
    expect(contentOf(target)).toHaveProperty([`signatures clean-river/${id}`]);
    expect(await copy(true)).toMatchObject({ code: 0 });
    expect(contentOf(target)).not.toHaveProperty([`signatures clean-river/${id}`]);
    expect(contentOf(target)).toEqual(contentOf(source));
  });

  it('does not bring back who withdraws while it copies', async () => {
    seed();
    const [id = ''] = someIds(1);
    target.faults.decide((operation, key) => {
      if (operation === 'put' && key === `clean-river/${id}`) erase(source, `signatures ${key}`);
      return undefined;
    });
    expect(await copy()).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('1 only at the target') as unknown,
    });
  });

  it('goes on after its process was killed, several times', { timeout: 300_000 }, async () => {
    seed(600);
    const file = join(folder, 'killed.sqlite');
    const env = { NETLIFY_BLOBS_CONTEXT: source.encodedContext };
    const args = ['copy', '--from', 'netlify', '--to', file];
    for (let kill = 1; kill <= 3; kill += 1) {
      const { process, ended } = startScript('store', args, env);
      source.operations.reset();
      const exit = once(process, 'exit');
      // So many reads have been answered, and most are not.
      while (source.operations.get < 150 && process.exitCode === null) await setImmediate();
      process.kill('SIGKILL');
      await exit;
      await ended;
    }
    expect(await startScript('store', args, env).ended).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('clean-river: 600 signatures the same on both sides') as unknown,
    });
    const back = { NETLIFY_BLOBS_CONTEXT: target.encodedContext };
    const ended = await startScript('store', ['copy', '--from', file, '--to', 'netlify'], back).ended;
    expect(ended).toMatchObject({ code: 0 });
    expect(contentOf(target)).toEqual(contentOf(source));
  });
});
