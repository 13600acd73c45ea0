import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { aside } from '#cli/aside/aside-command.ts';
import { CommandError, type CommandIo } from '#cli/command/command.ts';
import { download } from '#cli/download/download-command.ts';
import { serveSite, STORE, TOKEN } from '../site/served-site.ts';
import { aSignature, someIds } from '../store/a-signature.ts';
import { startServer } from '../support/local-server.ts';
import { type Ended, endOf } from './end-of.ts';
import { startProxy } from './proxy.ts';

const site = await serveSite(inject('deployed'));
const folder = await mkdtemp(join(tmpdir(), 'undersigned-aside-'));
const IDS = someIds(12);
const REASON = 'Sent by a script';

afterAll(async () => {
  await site[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

beforeEach(() => {
  site.blobs.clear();
  seed(IDS);
  site.requests();
});

function seed(ids: readonly string[]): void {
  const comment = 'One line,\nand another; "quoted"';
  site.blobs.seed(
    STORE,
    ids.map((id) => [`clean-river/${id}`, () => JSON.stringify(aSignature({ id, comment }))] as const),
  );
}

function run(args: readonly string[] = [], changes: Partial<CommandIo> = {}): Promise<Ended> {
  return endOf(aside, ['clean-river', '--from', site.origin, ...args], changes);
}

/** Sets aside what a file of this text names. */
async function setAside(text: string, ...more: readonly string[]): Promise<Ended> {
  const file = join(folder, 'ids.txt');
  await writeFile(file, text);
  return run(['--ids', file, '--reason', REASON, ...more]);
}

function asideIn({ stdout }: Ended): string {
  return /as (?<aside>[0-9a-f]{32})/u.exec(stdout)?.groups?.['aside'] ?? '';
}

describe('npm run aside', () => {
  it('sets aside what a file names, and says the count before and after', async () => {
    const ended = await setAside(`${IDS.slice(0, 3).join('\n')}\n\n${IDS[0] ?? ''}\r\n`);
    expect(ended).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^Counted before: 12 signatures\nSet aside: 3 signatures, as [0-9a-f]{32}\nCounted now: 9 signatures\n$/u,
      ) as unknown,
      stderr: '',
    });
  });

  it('lists what is set aside: which, when, by whom, how many and why, and no id', async () => {
    expect((await run()).stdout).toBe('Nothing is set aside.\n');
    const set = await setAside(IDS.slice(0, 3).join('\n'));
    await setAside(IDS[5] ?? '', '--erase-after-30-days');
    const { code, stdout } = await run();
    const [first = '', why = '', , erased = ''] = stdout.split('\n');
    expect(code).toBe(0);
    expect(first).toMatch(/^[0-9a-f]{32} {2}\d{4}-\d\d-\d\dT\S+Z {2}ana {2}3 signatures$/u);
    expect([first.slice(0, 32), why]).toEqual([asideIn(set), `  ${REASON}`]);
    expect(erased).toMatch(/^ {2}Sent by a script \(erased after \d{4}-\S+Z\)$/u);
    for (const id of IDS) expect(stdout, id).not.toContain(id);
  });

  it('puts back what it is told to', async () => {
    const set = await setAside(IDS.slice(0, 3).join('\n'));
    const back = await run(['--put-back', asideIn(set)]);
    expect(back.code).toBe(0);
    expect(back.stdout).toBe(
      `Counted before: 9 signatures\nPut back: ${asideIn(set)}\nCounted now: 12 signatures\n`,
    );
    const none = await run(['--put-back', asideIn(set)]);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('no such aside')]);
  });

  it.each(['csv', 'ndjson'])(
    'takes a download as it is, comments over several lines and all: %s',
    async (end) => {
      const out = join(folder, `some.${end}`);
      const from = ['--from', site.origin, '--out', out];
      expect((await endOf(download, ['clean-river', ...from])).code).toBe(0);
      const { code, stdout } = await run(['--ids', out, '--reason', REASON]);
      expect([code, stdout]).toEqual([0, expect.stringContaining('Set aside: 12 signatures')]);
      expect(stdout).toContain('Counted now: 0 signatures');
    },
  );

  it.each([';', '\t'])('takes a CSV with the separator %j, as a spreadsheet saves it', async (separator) => {
    const rows = IDS.slice(0, 2).map((id) => [id, '"a\nb"', 'c'].join(separator));
    const ended = await setAside(`\uFEFF${[`id${separator}comment${separator}x`, ...rows].join('\r\n')}\r\n`);
    expect([ended.code, ended.stdout]).toEqual([0, expect.stringContaining('Set aside: 2 signatures')]);
  });

  it('reads standard input', async () => {
    const input = Readable.from([Buffer.from(`${IDS[0] ?? ''}\n`), Buffer.from(IDS[1] ?? '')]);
    const { code, stdout } = await run(['--ids', '-', '--reason', REASON], { input });
    expect([code, stdout]).toEqual([0, expect.stringContaining('Set aside: 2 signatures')]);
  });

  it('sets many aside in groups of 2,000, the same ones again if it is run again', async () => {
    const ids = someIds(4_500);
    seed(ids);
    const first = await setAside(ids.join('\n'));
    const again = await setAside(ids.toReversed().join('\n'));
    const groups = ({ stdout }: Ended) => stdout.split('\n').filter((line) => line.startsWith('Set aside'));
    expect(groups(first).map((line) => line.split(',').length)).toEqual([3, 3, 2]);
    expect(groups(again)).toEqual(groups(first));
    expect((await run()).stdout.split('\n').length).toBe(3 * 2 + 1);
  });

  it('counts what is too much for one answer by its parts', async () => {
    const ids = someIds(13_000);
    seed(ids);
    const { stdout } = await setAside(ids.slice(0, 500).join('\n'));
    expect(stdout).toContain('Counted before: 13,000 signatures\n');
    expect(stdout).toContain('Counted now: 12,500 signatures\n');
  });
});

describe('npm run aside that cannot go on', () => {
  it.each([
    ['an id that is none', `${IDS[0] ?? ''}\nada@example.org\n`, 'in row 2'],
    ['a download of names', 'name,email\nAda,ada@example.org\n', 'in row 1'],
    ['an id that a spreadsheet changed', 'id,name\n1.2E+31,Ada\n', 'in row 1'],
    ['NDJSON without ids', '{"email":"ada@example.org"}\n', 'in row 1'],
    ['nothing', '\n\n', 'names no signature'],
  ])('says where the file is wrong, quotes none of it, and asks nothing: %s', async (_, text, words) => {
    const { code, stdout, stderr } = await setAside(text);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
    expect(stderr).not.toContain('ada@');
    expect(site.requests()).toEqual([]);
  });

  it('says that there is no such file, or that it is no text', async () => {
    const missing = await run(['--ids', join(folder, 'none.txt'), '--reason', REASON]);
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('cannot be read')]);
    const file = join(folder, 'picture.png');
    await writeFile(file, Buffer.from([0x89, 0x50, 0xff, 0xfe]));
    const picture = await run(['--ids', file, '--reason', REASON]);
    expect([picture.code, picture.stderr]).toEqual([2, expect.stringContaining('cannot be read')]);
  });

  it('hands on what the site says of the reason', async () => {
    await writeFile(join(folder, 'ids.txt'), IDS.join('\n'));
    const { code, stderr } = await run(['--ids', join(folder, 'ids.txt'), '--reason', 'x'.repeat(201)]);
    expect([code, stderr]).toEqual([2, 'Shorten the reason to 200 characters or fewer\n']);
  });

  it.each([
    [[], 'Name one campaign'],
    [['clean-river'], '--from is missing'],
    [['clean-river', '--from', 'https://a.example', '--reason', 'x'], '--ids is missing'],
    [['clean-river', '--from', 'https://a.example', '--erase-after-30-days'], '--ids is missing'],
    [['clean-river', '--from', 'https://a.example', '--ids', 'x'], '--reason is missing'],
    [['clean-river', '--from', 'https://a.example', '--put-back', 'x', '--ids', 'x'], 'stands alone'],
    [['clean-river', '--from', 'ftp://a.example'], 'no address of a site'],
  ])('says how to mend what was asked wrongly: %j', async (args, words) => {
    const { code, stderr } = await endOf(aside, args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
  });

  it('says what a token lacks, and needs no right to read to set aside', async () => {
    vi.stubEnv('ORGANIZER_TOKENS', `eve:${'E'.repeat(32)}:erase,rita:${'R'.repeat(32)}:read,ana:${TOKEN}`);
    const file = join(folder, 'ids.txt');
    await writeFile(file, IDS[0] ?? '');
    const set = ['--ids', file, '--reason', REASON];
    const erases = await run(set, { organizerToken: 'E'.repeat(32) });
    expect([erases.code, erases.stdout]).toEqual([0, expect.stringContaining('Counted now: not known')]);
    expect((await run([], { organizerToken: 'E'.repeat(32) })).stderr).toContain('may not read');
    const reads = await run(set, { organizerToken: 'R'.repeat(32) });
    expect([reads.code, reads.stderr]).toEqual([2, expect.stringContaining('may not do that')]);
    expect((await run([], { organizerToken: 'X'.repeat(32) })).stderr).toContain('does not take this token');
    vi.unstubAllEnvs();
  });

  it('says that the campaign or the site is not there', async () => {
    const unknown = await endOf(aside, ['no-river', '--from', site.origin]);
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('has no campaign no-river')]);
    const away = await endOf(aside, ['clean-river', '--from', 'http://127.0.0.1:9']);
    expect([away.code, away.stderr]).toEqual([1, expect.stringContaining('cannot be reached')]);
  });

  it('says that the same command is to be run again where the store fails', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    site.blobs.faults.decide((operation, key) =>
      operation === 'put' && key === 'clean-river' ? { status: 403 } : undefined,
    );
    const failed = await setAside(IDS.join('\n'));
    site.blobs.faults.clear();
    expect([failed.code, failed.stderr]).toEqual([1, expect.stringContaining('Run the same command again')]);
    expect((await setAside(IDS.join('\n'))).stdout).toContain('Counted now: 0 signatures');
  });

  it('waits while the site gets too many requests, and stops when it is stopped', async () => {
    const stop = new AbortController();
    await using proxy = await startProxy(site.origin, {
      isTooMany: () => {
        stop.abort(new CommandError(130, 'Stopped.'));
        return true;
      },
    });
    const ended = await endOf(aside, ['clean-river', '--from', proxy.origin], { signal: stop.signal });
    expect([ended.code, ended.stderr]).toEqual([130, 'Stopped.\n']);
  });

  it.each([
    ['text/html', '<h1>Log in</h1>'],
    ['application/json', '<h1>Log in</h1>'],
    ['application/json', '[{"aside":"\\u001b[2J"}]'],
  ])('takes no answer of something else for a list: %s', async (type, body) => {
    await using portal = await startServer((_request, response) => {
      response.writeHead(200, { 'content-type': type }).end(body);
    });
    const { code, stdout, stderr } = await endOf(aside, ['clean-river', '--from', portal.origin]);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining('of this version')]);
  });

  it('moves no cursor, whatever a site sends', async () => {
    const listed = {
      aside: 'a\u001b[2J',
      reason: 'b\u009b2J\nc',
      at: '2030-01-31T12:00:00.000Z',
      by: 'd\u0007',
    };
    await using hostile = await startServer((_request, response) => {
      const body = JSON.stringify([{ ...listed, signatures: 1 }]);
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    });
    const { stdout } = await endOf(aside, ['clean-river', '--from', hostile.origin]);
    expect(stdout.split('\n').length).toBe(3);
    expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });
});
