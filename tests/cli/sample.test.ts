import { generateX25519Identity, identityToRecipient, Encrypter } from 'age-encryption';
import { parse as parseCsv } from 'csv-parse/sync';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import type { CommandIo } from '#cli/command/command.ts';
import { drawNumbers } from '#cli/sample/rivest-sampler.ts';
import { sample as sampleCommand } from '#cli/sample/sample-command.ts';
import { toSealedJson } from '#sealing/sealed-text.ts';
import { serveSite, STORE } from '../site/served-site.ts';
import { aSignature, someIds } from '../store/a-signature.ts';
import { type Ended, endOf } from './end-of.ts';

const site = await serveSite(inject('deployed'));
const { blobs } = site;
const NOW = new Date('2026-11-27T12:00:00Z');
const IDS = someIds(300);
const SORTED = IDS.toSorted();
const LIST = SORTED.map((id) => `${id}\n`).join('');
const DIGEST = sha256(LIST);
const SEED = 'Dow Jones 27 November: 44,722.06';
const SAMPLE_FILE = 'clean-river-sample-2026-11-27.csv';
const LIST_FILE = 'clean-river-ids-2026-11-27.txt';
let folder = '';

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await blobs.renew();
  folder = await mkdtemp(join(tmpdir(), 'undersigned-sample-'));
  return () => rm(folder, { recursive: true });
});

afterAll(() => site[Symbol.asyncDispose]());

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Runs the command for `clean-river` in an empty folder. */
function sample(more: readonly string[], io: Partial<CommandIo> = {}): Promise<Ended> {
  const command = (args: readonly string[], given: CommandIo) =>
    sampleCommand(args, given, { firstPauseMs: 1 }, NOW);
  return endOf(command, ['clean-river', ...more], { project: folder, ...io });
}

function fromSite(...more: string[]): Promise<Ended> {
  return sample(['--from', site.origin, ...more]);
}

/** Every second supporter welcomes being written to. */
function seed(ids: readonly string[] = IDS): void {
  blobs.seed(
    STORE,
    ids.map((id) => [`clean-river/${id}`, JSON.stringify(supporterOf(id))] as const),
  );
}

function supporterOf(id: string) {
  const updates = welcomes(id);
  return aSignature({ id, name: `Zoë ${id}`, email: `${id}@example.org`, updates });
}

function welcomes(id: string): boolean {
  return Number.parseInt(id.slice(-1), 16) % 2 === 0;
}

function drawn(n: number, from: readonly string[] = SORTED): string[] {
  return drawNumbers(SEED, from.length, n).map((number) => from[number - 1] ?? '');
}

async function written(): Promise<string[][]> {
  return parseCsv(await readFile(join(folder, SAMPLE_FILE)), { bom: true });
}

async function fixedList(text = LIST): Promise<string> {
  const file = join(folder, 'the-list.txt');
  await writeFile(file, text);
  return file;
}

function modeOf(file: string): Promise<number> {
  return stat(join(folder, file)).then(({ mode }) => mode & 0o777);
}

describe('npm run sample without a seed', () => {
  it('prints the length and the SHA-256 of the list, and keeps the list for its owner only', async () => {
    seed();
    const { code, stdout } = await fromSite();
    expect(code).toBe(0);
    expect(stdout).toContain('300 signatures of clean-river count.');
    expect(stdout).toContain(`SHA-256 ${DIGEST}`);
    expect(await readFile(join(folder, LIST_FILE), 'utf8')).toBe(LIST);
    expect([await modeOf(LIST_FILE), await readdir(folder)]).toEqual([0o600, [LIST_FILE]]);
  });

  it('shows no id, no name and no address', async () => {
    seed();
    const { stdout, stderr } = await fromSite();
    expect(stdout + stderr).not.toMatch(/Zoë|@example\.org/u);
    for (const id of IDS) expect(stdout + stderr, id).not.toContain(id);
  });

  it('does not write over the list of an earlier run, which may be the published one', async () => {
    seed();
    await fromSite();
    seed(someIds(301));
    const again = await fromSite();
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('is there already')]);
    expect(await readFile(join(folder, LIST_FILE), 'utf8')).toBe(LIST);
  });

  it('refuses a campaign without signatures', async () => {
    const { code, stderr } = await fromSite();
    expect([code, stderr]).toEqual([2, expect.stringContaining('nothing to draw from')]);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('npm run sample with a seed', () => {
  it('draws by the sampler, and writes down names only of those who welcome being written to', async () => {
    seed();
    const { code, stdout } = await fromSite('--seed', SEED, '--n', '40');
    const chosen = drawn(40);
    expect(code).toBe(0);
    expect(await written()).toEqual([
      ['drawn', 'id', 'ask', 'name', 'email'],
      ...chosen.map((id, index) =>
        welcomes(id)
          ? [`${index + 1}`, id, 'yes', `Zoë ${id}`, `${id}@example.org`]
          : [`${index + 1}`, id, 'no', '', ''],
      ),
    ]);
    expect([await modeOf(SAMPLE_FILE), await readdir(folder)]).toEqual([0o600, [SAMPLE_FILE]]);
    const welcome = chosen.filter(welcomes).length;
    for (const said of [
      '40 signatures drawn',
      `Seed: ${SEED}`,
      `List: 300 ids, SHA-256 ${DIGEST}`,
      `${welcome} signatures came with a welcome to write`,
      `${40 - welcome} did not, and count as not asked.`,
      '- { date: 2026-11-27, by: "…", drawn: 40, reached: …, yes: … }',
    ])
      expect(stdout, said).toContain(said);
  });

  it('shows nothing personal', async () => {
    seed();
    const { stdout, stderr } = await fromSite('--seed', SEED, '--n', '300');
    expect(stdout + stderr).not.toMatch(/Zoë|@example\.org/u);
    for (const id of IDS) expect(stdout + stderr, id).not.toContain(id);
  });

  it('draws from the list that was fixed, and says what is gone since', async () => {
    seed();
    const file = await fixedList();
    const gone = drawn(40).slice(0, 3);
    blobs.clear();
    seed([...IDS.filter((id) => !gone.includes(id)), ...someIds(900).slice(300)]);
    const { stdout } = await fromSite('--ids', file, '--seed', SEED, '--n', '40');
    const rows = (await written()).slice(1);
    expect(rows.map(([, id]) => id)).toEqual(drawn(40));
    expect(rows.filter(([, , ask]) => ask === 'gone').map(([, id]) => id)).toEqual(gone);
    expect(stdout).toContain(`List: 300 ids, SHA-256 ${DIGEST}`);
    expect(stdout).toContain('3 do not count any more since the list was made');
  });

  it('draws the same for an auditor with the list and without a token', async () => {
    const file = await fixedList();
    const { code, stdout } = await sample(['--ids', file, '--seed', `  ${SEED} `, '--n', '40'], {
      organizerToken: null,
    });
    expect(code).toBe(0);
    expect((await written()).slice(1)).toEqual(
      drawn(40).map((id, index) => [`${index + 1}`, id, '', '', '']),
    );
    expect(stdout).not.toContain('welcome');
    await rm(join(folder, SAMPLE_FILE));
    seed();
    const organizers = await fromSite('--ids', file, '--seed', SEED, '--n', '40');
    const compared = /^Sample: SHA-256 [0-9a-f]{64}/mu;
    expect(compared.exec(stdout)?.[0]).toBe(compared.exec(organizers.stdout)?.[0]);
  });

  it('takes all, and says so, where there are not more', async () => {
    seed();
    for (const n of ['300', '400']) {
      const { stdout } = await fromSite('--seed', SEED, '--n', n);
      expect(stdout, n).toContain('it is all of them: 300 signatures');
      expect(
        (await written()).slice(1).map(([, id]) => id),
        n,
      ).toEqual(SORTED);
      await rm(join(folder, SAMPLE_FILE));
    }
  });

  it('does not write over the file of an earlier draw', async () => {
    seed();
    await fromSite('--seed', SEED);
    const before = await readFile(join(folder, SAMPLE_FILE), 'utf8');
    const { code } = await fromSite('--seed', 'another seed');
    expect([code, await readFile(join(folder, SAMPLE_FILE), 'utf8')]).toEqual([2, before]);
  });

  it('leaves out what is set aside', async () => {
    seed();
    const ids = SORTED.slice(0, 100);
    const headers = { authorization: `Bearer ${'T'.repeat(40)}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ ids, reason: 'sent by a machine' });
    const address = new URL('/api/campaigns/clean-river/asides', site.origin);
    expect((await fetch(address, { method: 'POST', headers, body })).status).toBe(200);
    await fromSite('--seed', SEED, '--n', '40');
    expect((await written()).slice(1).map(([, id]) => id)).toEqual(drawn(40, SORTED.slice(100)));
  });

  describe('where signatures are sealed', async () => {
    const identity = await generateX25519Identity();
    const encrypter = new Encrypter();
    encrypter.addRecipient(await identityToRecipient(identity));

    beforeEach(async () => {
      for (const id of IDS.slice(0, 20)) {
        const { campaign, signedAt, supporter } = supporterOf(id);
        const sealed = Buffer.from(await encrypter.encrypt(toSealedJson(supporter))).toString('base64');
        const text = JSON.stringify({ version: 1, id, campaign, signedAt, sealed });
        blobs.seed(STORE, [[`${campaign}/${id}`, text]]);
      }
    });

    it('opens the drawn ones with the key', async () => {
      const key = join(folder, 'key.txt');
      await writeFile(key, `${identity}\n`);
      await fromSite('--seed', SEED, '--n', '10', '--identity', key);
      const asked = (await written()).slice(1).filter(([, , ask]) => ask === 'yes');
      const welcome = drawn(10, IDS.slice(0, 20).toSorted()).filter(welcomes);
      expect(asked.map(([, , , , email]) => email)).toEqual(welcome.map((id) => `${id}@example.org`));
    });

    it('needs the key for a draw, and none to fix the list', async () => {
      expect((await fromSite()).code).toBe(0);
      const { code, stderr } = await fromSite('--seed', SEED, '--n', '10');
      expect([code, stderr]).toEqual([2, expect.stringContaining('--identity key.txt')]);
      expect(await readdir(folder)).not.toContain(SAMPLE_FILE);
    });
  });
});

describe('npm run sample', () => {
  it.each([
    [[], '--from is missing'],
    [['--ids', 'list.txt'], '--seed is missing'],
    [['--from', 'https://a.example', '--seed', ' '], '--seed is empty'],
    [['--from', 'https://a.example', '--n', '0'], '--n is a whole number above 0'],
    [['--from', 'https://a.example', '--n', '4.5'], '--n is a whole number above 0'],
    [['words', '--from', 'https://a.example'], 'Put quotes around the words'],
  ])('refuses %j', async (args, says) => {
    const { code, stderr } = await sample(args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
  });

  it.each([
    ['no ids', 'Ada Lovelace\n'],
    ['nothing', '\n'],
    ['an id twice', `${LIST}${SORTED[0] ?? ''}\n`],
  ])('refuses a list that holds %s', async (_, text) => {
    const { code, stderr } = await sample(['--ids', await fixedList(text), '--seed', SEED]);
    expect(code).toBe(2);
    expect(stderr).not.toContain('Ada');
  });

  it('reads a list that an editor saved in its own way', async () => {
    const file = await fixedList(`\uFEFF${SORTED.toReversed().join('\r\n')}`);
    expect((await sample(['--ids', file, '--seed', SEED])).stdout).toContain(`SHA-256 ${DIGEST}`);
  });

  it('says how, and that an auditor needs no token', async () => {
    const { code, stdout } = await endOf(sampleCommand, ['--help']);
    expect([code, stdout]).toEqual([0, expect.stringContaining('it needs no token')]);
  });
});
