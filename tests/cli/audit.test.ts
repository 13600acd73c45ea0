import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { audit } from '#cli/audit/audit-command.ts';
import { aTrail, nameOf } from '../functions/audit-trail.ts';
import { serveSite, TOKEN } from '../site/served-site.ts';
import { startServer } from '../support/local-server.ts';
import { type Ended, endOf } from './end-of.ts';

const LOG = 'audit-local';
const site = await serveSite(inject('deployed'));

beforeAll(async () => {
  for (let index = 0; index < 3; index += 1) {
    const address = `${site.origin}/api/campaigns/clean-river/signatures`;
    await (await fetch(address, { headers: { authorization: `Bearer ${TOKEN}` } })).text();
  }
});

afterAll(() => site[Symbol.asyncDispose]());

function verify(...more: string[]): Promise<Ended> {
  return endOf(audit, ['verify', '--from', site.origin, ...more]);
}

function entryAt(number: number): string {
  return site.blobs.read(LOG, nameOf(number))?.body.toString() ?? '';
}

describe('npm run audit -- verify', () => {
  it('says that every entry is the one that was written, and what to note down', async () => {
    const { code, stdout } = await verify();
    expect([code, stdout.includes('3 entries')]).toEqual([0, true]);
    const known = /--known (?<known>\S+)/u.exec(stdout)?.groups?.['known'] ?? '';
    expect((await verify('--known', known)).code).toBe(0);
    expect((await verify('--known', `3:${'0'.repeat(64)}`)).code).toBe(1);
  });

  it('finds an entry that was changed in the store', async () => {
    const original = entryAt(2);
    site.blobs.seed(LOG, [[nameOf(2), original.replace('"who":"ana"', '"who":"ben"')]]);
    const { code, stderr } = await verify();
    site.blobs.seed(LOG, [[nameOf(2), original]]);
    expect(code).toBe(1);
    expect(stderr).toContain('Entry 2 was changed');
  });

  it.each([
    ['an empty page', 'text/html', ''],
    ['a page to log in', 'text/html', '<h1>Log in</h1>'],
    ['a page that calls itself a log', 'application/x-ndjson', '<h1>Log in</h1>'],
  ])('takes no answer of something else for a log: %s', async (_, type, body) => {
    await using portal = await startServer((_request, response) => {
      response.writeHead(200, { 'content-type': type }).end(body);
    });
    const { code, stdout, stderr } = await endOf(audit, ['verify', '--from', portal.origin]);
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining('other entries than asked for')]);
  });

  it('says how to mend what was asked wrongly', async () => {
    for (const [args, word] of [
      [['verify'], '--from'],
      [[], 'verify'],
      [['verify', '--from', site.origin, '--known', 'x'], '--known'],
      [['verify', '--from', site.origin, '--new'], '--known'],
    ] as const) {
      const { code, stderr } = await endOf(audit, args);
      expect([code, stderr.includes(word)], args.join(' ')).toEqual([2, true]);
    }
  });
});

describe('npm run audit of a log of several pages', () => {
  const LENGTH = 5_400;
  const trail = aTrail(LENGTH);
  const hashOf = (number: number) => (JSON.parse(trail[number - 1]?.[1] ?? '') as { hash: string }).hash;

  function store(isGone: (number: number) => boolean = () => false): void {
    site.blobs.clear();
    site.blobs.seed(
      LOG,
      trail.filter((_, index) => !isGone(index + 1)),
    );
    site.requests();
  }

  function asked(): string[] {
    return site.requests().map(({ path }) => path);
  }

  it('reads it page by page, to the end', async () => {
    store();
    const { code, stdout } = await verify();
    expect([code, stdout]).toEqual([0, expect.stringContaining(`--known ${LENGTH}:${hashOf(LENGTH)}`)]);
    expect(stdout).toContain('5,400 entries');
    expect(asked()).toEqual(['/api/audit?after=0', '/api/audit?after=5000']);
  });

  it('shows gaps, in one sentence each', async () => {
    store((number) => number === 7 || (number >= 4_990 && number <= 5_010));
    const { code, stderr } = await verify();
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toEqual(['Entry 7 is missing.', 'Entries 4990 to 5010 are missing.']);
  });

  it('reads only from a known entry on where it is told so, and says where that is another', async () => {
    store((number) => number < 5_000);
    const known = `5000:${hashOf(5_000)}`;
    expect((await verify('--known', known, '--new')).code).toBe(0);
    expect(asked()).toEqual(['/api/audit?after=4999']);
    expect((await verify('--known', known)).stderr).toContain('Entries 1 to 4999 are missing');
    const { code, stderr } = await verify('--known', `5001:${hashOf(5_000)}`, '--new');
    expect([code, stderr]).toEqual([1, expect.stringContaining('cut off or written anew')]);
    store(() => true);
    expect((await verify('--known', known, '--new')).code).toBe(1);
  });
});
