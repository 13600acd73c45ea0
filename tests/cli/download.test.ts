import { Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { parse as parseCsv } from 'csv-parse/sync';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import type { CommandIo } from '#cli/command/command.ts';
import { download as downloadCommand } from '#cli/download/download-command.ts';
import { FORMATS } from '#download/format.ts';
import { toSealedJson } from '#sealing/sealed-text.ts';
import type { Fault } from '../blob-service/fault-plan.ts';
import { serveSite, STORE, TOKEN } from '../site/served-site.ts';
import { aSignature, someIds } from '../store/a-signature.ts';
import { startServer } from '../support/local-server.ts';
import { type Ended, endOf } from './end-of.ts';
import { startProxy } from './proxy.ts';
import { startScript } from './run-script.ts';

/** More than one answer may hold, in as few parts as can be. */
const MANY = 6100;

const site = await serveSite(inject('deployed'));
const { blobs } = site;
const HALVES = {
  refuses: ({ searchParams }: URL) => (searchParams.has('part') ? null : '{"parts":2}'),
};
/** The same site, but it wants to be asked for halves. */
const halved = await startProxy(site.origin, HALVES);
const ERASER = 'E'.repeat(40);
let folder = '';
let out = '';

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.stubEnv('ORGANIZER_TOKENS', `ana:${TOKEN},eva:${ERASER}:erase`);
  await blobs.renew();
  folder = await mkdtemp(join(tmpdir(), 'undersigned-download-'));
  out = join(folder, 'clean-river.csv');
  return () => rm(folder, { recursive: true });
});

afterAll(async () => {
  await halved[Symbol.asyncDispose]();
  await site[Symbol.asyncDispose]();
});

/** What the command is given unless a test says otherwise. */
interface Given {
  readonly campaign?: string;
  readonly from?: string;
  readonly file?: string;
  readonly more?: readonly string[];
  readonly io?: Partial<CommandIo>;
}

function argsOf({ campaign = 'clean-river', from = site.origin, file = out, more = [] }: Given): string[] {
  return [campaign, '--from', from, '--out', file, ...more];
}

/** The command in this process; it asks again at once. */
function download(given: Given = {}): Promise<Ended> {
  return endOf((args, io) => downloadCommand(args, io, { firstPauseMs: 1 }), argsOf(given), given.io);
}

function seed(ids: readonly string[]): void {
  blobs.seed(
    STORE,
    ids.map(
      (id) => [`clean-river/${id}`, () => JSON.stringify(aSignature({ id, name: '=Zoë "Z"' }))] as const,
    ),
  );
}

async function asServed(format: string): Promise<string> {
  const address = `${site.origin}/api/campaigns/clean-river/signatures?format=${format}`;
  const response = await fetch(address, { headers: { authorization: `Bearer ${TOKEN}` } });
  // Without `text()`, which takes the byte order mark away.
  return Buffer.from(await response.arrayBuffer()).toString();
}

function rowsOf(csv: string): string[][] {
  return parseCsv(csv, { bom: true }).slice(1);
}

/** The ids that are read from now on, also for a reader who is gone. Those that `fails` has meet a fault. */
function watchReads(fails: RegExp | null = null, fault: Fault = { status: 403 }): readonly string[] {
  const reads: string[] = [];
  blobs.faults.decide((operation, key) => {
    const id = /^clean-river\/(?<id>[0-9a-f]{32})$/u.exec(key)?.groups?.['id'];
    if (operation !== 'get' || id === undefined) return undefined;
    reads.push(id);
    return fails?.test(id) ? fault : undefined;
  });
  return reads;
}

describe('npm run download', () => {
  it('writes the CSV that the site would give, for its owner only, and nothing beside it', async () => {
    seed(someIds(300));
    const { code, stdout } = await download();
    const csv = await readFile(out, 'utf8');
    expect(code).toBe(0);
    expect(csv).toBe(await asServed('csv'));
    expect(stdout).toContain('300 signatures');
    expect(stdout).toContain('The addresses are not confirmed');
    expect(stdout).toContain(createHash('sha256').update(csv).digest('hex'));
    expect((await stat(out)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['clean-river.csv']);
  });

  it('writes the NDJSON that the site would give where the file’s name ends so', async () => {
    seed(someIds(300));
    const file = join(folder, 'all.ndjson');
    expect((await download({ file })).code).toBe(0);
    expect(await readFile(file, 'utf8')).toBe(await asServed('ndjson'));
  });

  it('writes just what is set aside with --aside, and never into a folder of parts of the others', async () => {
    const [aside = '', ...counted] = someIds(30);
    seed([aside, ...counted]);
    const asked = await fetch(`${site.origin}/api/campaigns/clean-river/asides`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ids: [aside], reason: 'A trial' }),
    });
    expect(asked.status).toBe(200);
    const { code, stdout } = await download({ more: ['--aside'] });
    expect([code, stdout]).toEqual([0, expect.stringContaining('1 signatures that are set aside in')]);
    expect(rowsOf(await readFile(out, 'utf8')).map(([id]) => id)).toEqual([aside]);
    expect((await download()).stdout).toContain('29 signatures in');
    expect((await download({ more: ['--aside', '--news'] })).code).toBe(2);
  });

  it('writes the columns alone where nobody has signed', async () => {
    const { code, stdout } = await download();
    expect([code, stdout]).toEqual([0, expect.stringContaining('0 signatures')]);
    expect(await readFile(out, 'utf8')).toBe(await asServed('csv'));
  });

  it('loads what outgrows one answer in parts', async () => {
    const ids = someIds(MANY);
    seed(ids);
    const reads = watchReads();
    const { code } = await download();
    const rows = rowsOf(await readFile(out, 'utf8'));
    expect(code).toBe(0);
    expect(rows.map(([id]) => id)).toEqual(ids.toSorted());
    expect(reads.toSorted()).toEqual(ids.toSorted());
  });

  it('replaces an older file, but only by a whole one', async () => {
    seed(someIds(3));
    await writeFile(out, 'older');
    watchReads(/./u);
    expect((await download()).code).toBe(1);
    expect(await readFile(out, 'utf8')).toBe('older');
    blobs.faults.clear();
    expect((await download()).code).toBe(0);
    expect(rowsOf(await readFile(out, 'utf8'))).toHaveLength(3);
  });

  it('explains itself, the token’s place included', async () => {
    const { code, stdout } = await endOf(downloadCommand, ['--help'], { organizerToken: null });
    expect(code).toBe(0);
    expect(stdout).toContain('ORGANIZER_TOKEN');
  });

  it('waits where the platform says that too many requests came, for parts and for their numbers', async () => {
    seed(someIds(300));
    let requests = 0;
    await using crowded = await startProxy(site.origin, {
      ...HALVES,
      isTooMany: () => (requests += 1) % 2 === 1,
    });
    const waited: number[] = [];
    const pace = { firstPauseMs: 1, pause: (ms: number) => Promise.resolve(waited.push(ms)) };
    const run = () => endOf((args, io) => downloadCommand(args, io, pace), argsOf({ from: crowded.origin }));
    watchReads(/^f/u);
    expect((await run()).code).toBe(1);
    blobs.faults.clear();
    expect((await run()).code).toBe(0);
    expect(rowsOf(await readFile(out, 'utf8'))).toHaveLength(300);
    expect(new Set(waited)).toEqual(new Set([15_000]));
  });

  it('shows how far it is on a terminal, and on nothing else', async () => {
    seed(someIds(300));
    const screen = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
    const { stdout, stderr } = await download({ io: { screen } });
    expect(String(screen.read())).toMatch(/█.* 100 % {2}300 signatures/u);
    expect(stdout + stderr).not.toContain('█');
    expect((await download()).stderr).toBe('');
  });

  it('takes the token from whoever sits at a terminal', async () => {
    const askHidden = vi.fn(() => Promise.resolve(`${TOKEN}\n`));
    expect((await download({ io: { organizerToken: null, askHidden } })).code).toBe(0);
    expect(askHidden.mock.calls).toEqual([['Organizer token: ']]);
  });

  describe('what has to be mended first', () => {
    const wrong: readonly [string, Given, string][] = [
      ['a wrong token', { io: { organizerToken: 'x'.repeat(40) } }, 'does not take this token'],
      ['a token that may not read', { io: { organizerToken: ERASER } }, 'may not do that'],
      ['what is no token', { io: { organizerToken: `ana:${TOKEN}` } }, 'no organizer token'],
      ['no token and no terminal', { io: { organizerToken: null } }, 'ORGANIZER_TOKEN is not set'],
      ['an unknown campaign', { campaign: 'nowhere' }, 'has no campaign nowhere'],
      ['a campaign that cannot be one', { campaign: '../x' }, 'Name one campaign'],
      ['a site that is asked in the open', { from: 'http://petition.example' }, 'https://petition.example'],
      ['another format', { more: ['--format', 'xlsx'] }, 'csv or ndjson'],
      ['an argument nobody knows', { more: ['--token', 'x'] }, '--help'],
      ['a folder that is not there', { file: '/nowhere/at/all.csv' }, 'cannot be made'],
      ['a folder instead of a file', { file: tmpdir() }, 'is a folder'],
      ['a key file without a key', { more: ['--identity', 'package.json'] }, 'holds no private key'],
      ['a picture', { more: ['--identity', 'docs/screenshots/campaign.png'] }, 'is no plain text'],
      ['a key file that is not there', { more: ['--identity', '/nowhere/key.txt'] }, 'cannot be read'],
    ];
    it.each(wrong)('is told and leaves nothing behind: %s', async (_, given, told) => {
      const { code, stdout, stderr } = await download(given);
      expect(code).toBe(2);
      expect(stdout + stderr).toContain(told);
      expect(stdout + stderr).not.toContain(TOKEN);
      expect(await readdir(folder)).toEqual([]);
    });
  });

  describe('when a transfer breaks off', () => {
    it('asks again, and is done where that helps', async () => {
      seed(someIds(200));
      blobs.faults.decide((operation, _, number) =>
        operation === 'get' && number === 150 ? { status: 403 } : undefined,
      );
      expect((await download()).code).toBe(0);
      expect(rowsOf(await readFile(out, 'utf8'))).toHaveLength(200);
    });

    it('writes no file, keeps what arrived for its owner only, and reads only the rest the next time', async () => {
      const ids = someIds(MANY);
      seed(ids);
      watchReads(/^80/u);
      const broken = await download();
      expect(broken.code).toBe(1);
      expect(broken.stderr).toContain('part 9/16');
      expect(await readdir(folder)).toEqual(['clean-river.csv.parts']);
      const parts = join(folder, 'clean-river.csv.parts');
      expect((await stat(parts)).mode & 0o777).toBe(0o700);
      for (const name of await readdir(parts)) {
        expect((await stat(join(parts, name))).mode & 0o777, name).toBe(0o600);
      }
      const reads = watchReads();
      expect((await download()).code).toBe(0);
      expect(new Set(reads)).toEqual(new Set(ids.filter((id) => id.startsWith('8'))));
      expect(rowsOf(await readFile(out, 'utf8')).map(([id]) => id)).toEqual(ids.toSorted());
      expect(await readdir(folder)).toEqual(['clean-river.csv']);
    });

    it('loads the first part anew on another day, so that the log of that day has one entry', async () => {
      const ids = someIds(MANY);
      seed(ids);
      watchReads(/^80/u);
      expect((await download()).code).toBe(1);
      const parts = join(folder, 'clean-river.csv.parts');
      const first = (await readdir(parts)).find((name) => name.startsWith('part-1-of-2.')) ?? '';
      const yesterday = new Date(new Date().setUTCHours(0, 0, -1));
      await utimes(join(parts, first), yesterday, yesterday);
      const reads = watchReads();
      expect((await download()).code).toBe(0);
      expect(new Set(reads)).toEqual(new Set(ids.filter((id) => /^[0-8]/u.test(id))));
    });

    it('asks for smaller parts where a site answers 502 to large ones', async () => {
      const asked: string[] = [];
      await using fake = await startServer((request, response) => {
        const { searchParams } = new URL(request.url ?? '', 'http://fake');
        const of = Number(searchParams.get('part')?.split('/')[1] ?? 1);
        asked.push(String(of));
        if (of === 1) response.writeHead(409).end('{"parts":2}');
        else
          response
            .writeHead(of === 2 ? 502 : 200, { 'content-type': FORMATS.ndjson, 'signature-count': 0 })
            .end();
      });
      expect((await download({ from: fake.origin })).code).toBe(0);
      expect(asked.filter((of) => of === '4')).toHaveLength(4);
    });

    it('gives up with a sentence where the site cannot be reached', async () => {
      const gone = await startServer(() => undefined);
      await gone[Symbol.asyncDispose]();
      const { code, stderr } = await download({ from: gone.origin });
      expect([code, stderr]).toEqual([1, expect.stringContaining('cannot be reached')]);
      expect(await readdir(folder)).toEqual([]);
    });
  });

  describe('when it is ended on the way', () => {
    const ids = someIds(200);
    /** What a download leaves that was killed after its first half, for as many tests as go on from there. */
    let leftovers = '';

    afterAll(() => rm(leftovers, { recursive: true }));

    /** Starts a download of which one half never ends; resolves once the other is kept. */
    async function startHalf() {
      seed(ids);
      watchReads(/^[89a-f]/u, 'hang');
      const started = startScript('download', argsOf({ from: halved.origin }), { ORGANIZER_TOKEN: TOKEN });
      const firstHalf = expect.stringMatching(/^part-1-of-2/) as unknown;
      await vi.waitFor(async () => expect(await readdir(`${out}.parts`)).toContainEqual(firstHalf), 20_000);
      return started;
    }

    async function takeLeftovers(): Promise<void> {
      seed(ids);
      await cp(leftovers, `${out}.parts`, { recursive: true, preserveTimestamps: true });
    }

    it.each([
      ['SIGKILL', null],
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const)('leaves no file under the final name: %s', async (name, code) => {
      const { process, ended } = await startHalf();
      process.kill(name);
      const end = await ended;
      expect(end.code).toBe(code);
      if (code !== null) expect(end.stderr).toContain('the same command goes on');
      expect(await readdir(folder)).toEqual(['clean-river.csv.parts']);
      leftovers ||= await mkdtemp(join(tmpdir(), 'undersigned-leftovers-'));
      await cp(`${out}.parts`, leftovers, { recursive: true, preserveTimestamps: true });
    });

    it('goes on the next time and reads only the rest', async () => {
      await takeLeftovers();
      const reads = watchReads();
      site.requests();
      expect((await download({ from: halved.origin })).code).toBe(0);
      expect(site.requests().map(({ method, path }) => `${method} ${path.split('&')[1]}`)).toEqual([
        'HEAD part=1/2',
        'GET part=2/2',
      ]);
      expect(new Set(reads)).toEqual(new Set(ids.filter((id) => /^[89a-f]/u.test(id))));
      expect(rowsOf(await readFile(out, 'utf8')).map(([id]) => id)).toEqual(ids.toSorted());
      expect(await readdir(folder)).toEqual(['clean-river.csv']);
    });

    it('loads a kept part anew where somebody of it was erased since', async () => {
      await takeLeftovers();
      const [erased = ''] = ids.filter((id) => id.startsWith('0'));
      await erase(erased);
      expect((await download({ from: halved.origin })).code).toBe(0);
      const rest = ids.filter((id) => id !== erased);
      expect(rowsOf(await readFile(out, 'utf8')).map(([id]) => id)).toEqual(rest.toSorted());
    });

    it('loads a kept part anew after a day', async () => {
      await takeLeftovers();
      const yesterday = Date.now() / 1000 - 25 * 60 * 60;
      for (const name of await readdir(`${out}.parts`))
        await utimes(join(`${out}.parts`, name), yesterday, yesterday);
      const reads = watchReads();
      expect((await download({ from: halved.origin })).code).toBe(0);
      expect(new Set(reads)).toEqual(new Set(ids));
    });

    it('takes no part that was changed', async () => {
      await takeLeftovers();
      const [part = ''] = (await readdir(`${out}.parts`)).filter((name) => name.startsWith('part-1'));
      const text = await readFile(join(`${out}.parts`, part), 'utf8');
      await writeFile(join(`${out}.parts`, part), text.replace('Zoë', 'Zoe'));
      const { code, stderr } = await download({ from: halved.origin });
      expect([code, stderr]).toEqual([1, expect.stringContaining('was changed')]);
      expect(await readdir(folder)).toEqual(['clean-river.csv.parts']);
    });

    it('mixes no parts of two campaigns', async () => {
      await takeLeftovers();
      const { code, stderr } = await download({ from: halved.origin, campaign: 'asks-nothing' });
      expect([code, stderr]).toEqual([2, expect.stringContaining('holds a download of clean-river')]);
    });
  });

  it('is exact where somebody is erased meanwhile', async () => {
    const ids = someIds(200);
    seed(ids);
    const [erased = ''] = ids;
    let isErased = false;
    blobs.faults.decide((operation, key) => {
      if (operation !== 'get' || !key.endsWith(erased) || isErased) return undefined;
      void erase(erased).then(() => (isErased = true));
      return { status: 500 };
    });
    const { code, stdout } = await download();
    expect([code, stdout]).toEqual([0, expect.stringContaining('199 signatures')]);
    expect(rowsOf(await readFile(out, 'utf8')).map(([id]) => id)).toEqual(ids.slice(1).toSorted());
  });

  describe('with sealed signatures', async () => {
    const identity = await generateIdentity();
    const ids = someIds(40);

    async function seedSealed(): Promise<void> {
      const encrypter = new Encrypter();
      encrypter.addRecipient(await identityToRecipient(identity));
      seed(ids.slice(0, 10));
      for (const id of ids.slice(10)) {
        const signature = aSignature({ id, name: 'Sealed Sarah' });
        if ('sealed' in signature) throw new TypeError('It is sealed already.');
        const { campaign, signedAt, supporter } = signature;
        const sealed = Buffer.from(await encrypter.encrypt(toSealedJson(supporter))).toString('base64');
        const text = JSON.stringify({ version: 1, id, campaign, signedAt, sealed });
        blobs.seed(STORE, [[`clean-river/${id}`, text]]);
      }
    }

    async function keyFile(key: string): Promise<readonly string[]> {
      const file = join(folder, 'key.txt');
      await writeFile(file, `# created today\n# public key: age1…\n${key}\n`);
      return ['--identity', file];
    }

    it('opens them with the key', async () => {
      await seedSealed();
      expect((await download({ more: await keyFile(identity) })).code).toBe(0);
      const rows = rowsOf(await readFile(out, 'utf8'));
      expect(rows.map(([id]) => id)).toEqual(ids.toSorted());
      expect(rows.filter((row) => row[3] === 'Sealed Sarah')).toHaveLength(30);
    });

    it('leaves them sealed in NDJSON without it, and says so', async () => {
      await seedSealed();
      const file = join(folder, 'all.ndjson');
      const { stdout } = await download({ file });
      expect(stdout).toContain('30 of them are still sealed');
      expect(await readFile(file, 'utf8')).toBe(await asServed('ndjson'));
    });

    it('writes no CSV without it or with another one, says how to open it, and reads nothing twice', async () => {
      await seedSealed();
      const reads = watchReads();
      for (const more of [[], await keyFile(await generateIdentity())]) {
        const { code, stderr } = await download({ more });
        expect([code, stderr], more.join(' ')).toEqual([2, expect.stringContaining('--identity')]);
        expect(await readdir(folder), more.join(' ')).not.toContain('clean-river.csv');
      }
      expect((await download({ more: await keyFile(identity) })).code).toBe(0);
      expect(reads.toSorted()).toEqual(ids.toSorted());
    });

    it('says so with the first of them, and waits for no other part', async () => {
      await seedSealed();
      watchReads(/^[89a-f]/u, 'hang');
      const { code, stderr } = await download({ from: halved.origin });
      expect([code, stderr]).toEqual([2, expect.stringContaining('Some rows are sealed')]);
    });

    it('loads nothing with a key that was cut', async () => {
      await seedSealed();
      site.requests();
      const { code, stderr } = await download({ more: await keyFile(identity.slice(0, -1)) });
      expect([code, stderr]).toEqual([2, expect.stringContaining('cut or mistyped')]);
      expect(site.requests()).toEqual([]);
    });

    it('names the signature of which the seal is damaged', async () => {
      const id = '0'.repeat(32);
      const { campaign, signedAt } = aSignature({ id });
      const text = JSON.stringify({ version: 1, id, campaign, signedAt, sealed: 'AAAA' });
      blobs.seed(STORE, [[`clean-river/${id}`, text]]);
      const { code, stderr } = await download({ more: await keyFile(identity) });
      expect([code, stderr]).toEqual([1, expect.stringContaining(id)]);
      expect(await readdir(folder)).not.toContain('clean-river.csv');
    });
  });

  describe('from a site that is not honest', () => {
    const line = `${JSON.stringify({ id: '0'.repeat(32), campaign: 'clean-river', signedAt: 'x', sealed: 'x' })}\n`;

    it.each([
      ['fewer rows than it says', 2, line, 'it has 1 rows of 2'],
      ['more rows than it says', 1, line + line.replace('000', '111'), 'it has 2 rows of 1'],
      ['an id twice', 2, line + line, 'it has an id twice'],
      ['another campaign’s row', 1, line.replace('clean', 'dirty'), 'belongs elsewhere'],
      ['half a line', 1, line.slice(0, 50), 'no row of signatures'],
    ])('takes nothing: %s', async (_, count, body, told) => {
      await using fake = await startServer((_request, response) => {
        const headers = { 'content-type': FORMATS.ndjson, 'signature-count': String(count) };
        response.writeHead(200, headers).end(body);
      });
      const { code, stderr } = await download({ from: fake.origin });
      expect([code, stderr]).toEqual([1, expect.stringContaining(told)]);
      expect(await readdir(folder)).toEqual([]);
    });

    it.each(['{"parts":1}', '{"parts":3}', '{"parts":8192}', '{"parts":"2"}', '{"parts":-2}', '{}', 'parts'])(
      'asks for no parts that make no sense, and says so: %s',
      async (refusal) => {
        let asked = 0;
        await using fake = await startServer((_request, response) => {
          asked += 1;
          response.writeHead(409, { 'content-type': 'application/json' }).end(refusal);
        });
        const { code, stderr } = await download({ from: fake.origin });
        const told = 'Part 1/1 is too large for one answer, and the site names no smaller ones';
        expect([code, stderr, asked]).toEqual([2, expect.stringContaining(told), 1]);
        expect(await readdir(folder)).toEqual([]);
      },
    );

    it('does not carry the token to another site', async () => {
      let asked = 0;
      await using other = await startServer((_request, response) => {
        asked += 1;
        response.end();
      });
      await using fake = await startServer((_request, response) => {
        response.writeHead(301, { location: other.origin }).end();
      });
      const { code, stderr } = await download({ from: fake.origin });
      expect([code, stderr, asked]).toEqual([2, expect.stringContaining(other.origin), 0]);
    });

    it('sees that a page is no download', async () => {
      await using fake = await startServer((_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Welcome</p>');
      });
      expect((await download({ from: fake.origin })).code).toBe(2);
    });
  });
});

async function erase(id: string): Promise<void> {
  const response = await fetch(`${site.origin}/api/campaigns/clean-river/signatures/${id}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  expect(response.status).toBe(204);
}
