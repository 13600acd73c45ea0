import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { CommandError, type CommandIo } from '#cli/command/command.ts';
import type { ProofScale } from '#cli/proof/proof-scale.ts';
import { prove as proveCommand } from '#cli/proof/prove-command.ts';
import { startBlobService } from '../blob-service/blob-service.ts';
import { serveSite, STORE, TOKEN } from '../site/served-site.ts';
import { aSignature } from '../store/a-signature.ts';
import { startServer } from '../support/local-server.ts';
import { type Ended, endOf } from './end-of.ts';
import { startProxy } from './proxy.ts';
import { startScript } from './run-script.ts';

const root = inject('deployed');
// One test takes the conditions out of the way to Netlify.
const site = await serveSite(root, await startBlobService());
const { blobs } = site;
const DRAFT = 'not-yet-shown';

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  await blobs.renew();
  // Nothing real is quicker, and what happens at the same time needs time to happen in.
  blobs.latencyMs = 3;
});

afterAll(() => site[Symbol.asyncDispose]());

/**
 * How long the store takes where a download and an erasure shall meet. They meet between a list and a read, and a
 * busy machine delays both by some tenths of a second.
 */
const SLOW_TO_READ = { list: 3, get: 250, put: 3, delete: 3 };

/** The race is the real one; fewer people are timed. */
const SCALE: ProofScale = { racers: 50, timed: 8, downloads: 4, wait: () => Promise.resolve() };

/** The command in this process, at a small scale. */
function prove(
  args: readonly string[] = [site.origin],
  { wait = SCALE.wait, ...io }: Partial<CommandIo & Pick<ProofScale, 'wait'>> = {},
): Promise<Ended> {
  return endOf((given, own) => proveCommand(given, own, { ...SCALE, wait }), args, io);
}

/** Signs in the race's name, as a sign that broke off and is stored all the same. */
async function signLate(): Promise<void> {
  const { status } = await fetch(`${site.origin}/api/campaigns/${DRAFT}/signatures`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Undersigned Proof', email: 'undersigned-proof-2@example.org' }),
  });
  expect([status, blobs.size(STORE)]).toEqual([200, 1]);
}

describe('npm run prove', () => {
  it('passes on a site that is exact, says how long answers took, and leaves what others wrote', async () => {
    blobs.latencyMs = SLOW_TO_READ;
    const text = JSON.stringify(aSignature({ campaign: DRAFT }));
    blobs.seed(STORE, [[`${DRAFT}/${'0'.repeat(32)}`, text]]);
    const { code, stdout } = await prove();
    expect(stdout).toMatch(/pass {2}Of 50 signs of one address at once one is stored/);
    expect(stdout).toMatch(
      /pass {2}A download that breaks off does not look whole\n.*\d+ of 8 were broken off/,
    );
    expect(stdout).toMatch(/sign again( +\d+){4}\n.*download( +\d+){4}\n.*erase( +\d+){4}\n/);
    expect(stdout).not.toContain('FAIL');
    expect(code).toBe(0);
    expect(blobs.keys(STORE)).toEqual([`${DRAFT}/${'0'.repeat(32)}`]);
  });

  it('fails on a store whose writes are not conditional', async () => {
    await using forgetful = await startProxy(blobs.uncachedEdgeURL, { without: ['if-none-match'] });
    const context = { ...blobs.context, edgeURL: forgetful.origin, uncachedEdgeURL: forgetful.origin };
    vi.stubEnv('NETLIFY_BLOBS_CONTEXT', Buffer.from(JSON.stringify(context)).toString('base64'));
    try {
      const { code, stdout } = await prove();
      expect(stdout).toMatch(/FAIL {2}Of 50 signs .*\n.*a later sign replaced the one that was thanked for/);
      expect([code, stdout]).toEqual([1, expect.stringContaining('This proves only what runs here')]);
      expect(blobs.keys(STORE)).toEqual([]);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('fails where a broken transfer looks whole', async () => {
    blobs.latencyMs = SLOW_TO_READ;
    await using polite = await startProxy(site.origin);
    const { code, stdout } = await prove([polite.origin]);
    expect(stdout).toMatch(/FAIL {2}A download that breaks off .*\n.*as if it were whole/);
    expect(code).toBe(1);
    expect(blobs.keys(STORE)).toEqual([]);
  });

  it('fails where signs are refused, goes on with what can be tried, and cleans up', async () => {
    blobs.faults.decide((operation, key, number) =>
      operation === 'put' && key.startsWith(DRAFT) && number % 7 === 0 ? { status: 403 } : undefined,
    );
    const { code, stdout } = await prove();
    expect(stdout).toMatch(/FAIL {2}Of 50 signs .*\n.*were refused \(503\)/);
    expect(stdout).toMatch(/pass {2}Nothing is left of what this run wrote/);
    expect(code).toBe(1);
    expect(blobs.keys(STORE)).toEqual([]);
  });

  it('erases what it wrote when it is stopped, at the second try too, and what comes late', async () => {
    const stop = new AbortController();
    blobs.faults.decide((operation, key, number) => {
      if (!key.startsWith(DRAFT)) return undefined;
      if (operation === 'put' && number > 3) stop.abort(new CommandError(130, 'Stopped.'));
      return operation === 'delete' && number === 1 ? { status: 403 } : undefined;
    });
    const waits: number[] = [];
    const { code, stdout } = await prove([site.origin], {
      signal: stop.signal,
      wait: async (ms) => {
        waits.push(ms);
        await blobs.operations.idle();
        if (ms === 10_000) await signLate();
      },
    });
    expect(stdout).toContain('Nothing is left');
    expect(stdout).not.toContain('Capitals');
    expect(waits).toEqual([1000, 10_000]);
    expect(code).toBe(130);
    expect(blobs.keys(STORE)).toEqual([]);
  });

  it('erases first what a run left that was killed', async () => {
    const { process, ended } = startScript('prove', [site.origin], {
      ORGANIZER_TOKEN: TOKEN,
      UNDERSIGNED_ROOT: root,
    });
    await vi.waitFor(() => expect(blobs.size(STORE)).toBeGreaterThan(3), 20_000);
    process.kill('SIGKILL');
    await ended;
    await blobs.operations.idle();
    expect(blobs.keys(STORE)).not.toEqual([]);
    const waits: number[] = [];
    const wait = (ms: number) => Promise.resolve(waits.push(ms));
    expect((await prove([site.origin], { wait })).code).toBe(0);
    // The doors of a site would not take twice as many erasures within a minute.
    expect(waits[0]).toBe(61_000);
    expect(blobs.keys(STORE)).toEqual([]);
  });

  it('waits for a minute where the site takes no more requests, and erases then', async () => {
    const { fetch } = globalThis;
    const waits: number[] = [];
    let isOpen = false;
    const closing = vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
      const isCleaning =
        (input instanceof Request ? input.url : String(input)).endsWith('/erasures') && blobs.size(STORE) > 0;
      return isCleaning && !isOpen
        ? Promise.resolve(Response.json({ errors: [] }, { status: 429 }))
        : fetch(input, init);
    });
    try {
      const { stdout } = await prove([site.origin], {
        wait: (ms) => {
          waits.push(ms);
          isOpen = true;
          return Promise.resolve();
        },
      });
      expect(stdout).toContain('pass  Nothing is left');
    } finally {
      closing.mockRestore();
    }
    expect(waits[0]).toBe(61_000);
    expect(blobs.keys(STORE)).toEqual([]);
  });

  it.each([
    ['a campaign that is published', [site.origin, '--campaign', 'clean-river'], TOKEN, 'is published'],
    ['a campaign that is none', [site.origin, '--campaign', 'nowhere'], TOKEN, 'has no campaign nowhere'],
    ['a wrong token', [site.origin], 'x'.repeat(40), 'does not take this token'],
    ['no site', [], TOKEN, '--help'],
  ])('writes nothing and says what to mend: %s', async (_, args, token, told) => {
    const { code, stderr } = await prove(args, { organizerToken: token });
    expect([code, stderr]).toEqual([2, expect.stringContaining(told)]);
    expect(blobs.size(STORE)).toBe(0);
  });

  it.each([
    ['refuses', 404],
    ['wants a log-in', 200],
  ])('asks for no signature where a page of something else %s', async (_, status) => {
    const asked: string[] = [];
    await using portal = await startServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>Log in</h1>');
    });
    const { code, stderr } = await prove([portal.origin]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('cannot be reached, or does not know')]);
    expect(asked).toEqual([`GET /api/campaigns/${DRAFT}/count`]);
  });

  it('says how to make a draft where there is none', async () => {
    const content = await mkdtemp(join(tmpdir(), 'undersigned-no-draft-'));
    try {
      await mkdir(join(content, 'content/campaigns'), { recursive: true });
      const lines = [
        'organization: { name: River Keepers, contact: { en: Write } }',
        'defaultLocale: en',
        'locales: [en]',
        'timeZone: UTC',
        'quickExit: https://www.weather.gov/',
        'retention: 180',
      ];
      await writeFile(join(content, 'content/site.yaml'), lines.join('\n'));
      const { code, stderr } = await prove([site.origin], { root: content });
      expect([code, stderr]).toEqual([2, expect.stringContaining('npm run new')]);
    } finally {
      await rm(content, { recursive: true });
    }
  });
});
