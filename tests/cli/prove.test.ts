import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { serveSite, STORE, TOKEN } from '../site/served-site.ts';
import { aSignature } from '../store/a-signature.ts';
import { startProxy } from './proxy.ts';
import { startCommand } from './run-command.ts';

const root = inject('deployed');
const site = await serveSite(root);
const { blobs } = site;
const DRAFT = 'not-yet-shown';

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  blobs.faults.clear();
  await blobs.operations.idle();
  blobs.clear();
  // Nothing real is quicker, and what happens at the same time needs time to happen in.
  blobs.latencyMs = 5;
});

afterAll(() => site[Symbol.asyncDispose]());

function start(args: readonly string[] = [site.origin], token = TOKEN, content = root) {
  return startCommand('prove.ts', args, { ORGANIZER_TOKEN: token, UNDERSIGNED_ROOT: content });
}

describe('npm run prove', { timeout: 60_000 }, () => {
  it('passes on a site that is exact, says how long answers took, and leaves what others wrote', async () => {
    const text = JSON.stringify(aSignature({ campaign: DRAFT }));
    blobs.seed(STORE, [[`${DRAFT}/${'0'.repeat(32)}`, text]]);
    const { code, stdout } = await start().ended;
    expect(stdout).toMatch(/pass {2}Of 50 signs of one person at once one is stored/);
    expect(stdout).toMatch(
      /pass {2}A download that breaks off does not look whole\n.*\d+ of 20 were broken off/,
    );
    expect(stdout).toMatch(/sign again( +\d+){4}\n.*download( +\d+){4}\n.*erase( +\d+){4}\n/);
    expect(stdout).not.toContain('FAIL');
    expect(code).toBe(0);
    expect(blobs.keys(STORE)).toEqual([`${DRAFT}/${'0'.repeat(32)}`]);
  });

  it('fails on a store whose writes are not conditional', async () => {
    await using forgetful = await startProxy(blobs.uncachedEdgeURL, ['if-none-match']);
    const context = { ...blobs.context, edgeURL: forgetful.origin, uncachedEdgeURL: forgetful.origin };
    vi.stubEnv('NETLIFY_BLOBS_CONTEXT', Buffer.from(JSON.stringify(context)).toString('base64'));
    try {
      const { code, stdout } = await start().ended;
      expect(stdout).toMatch(/FAIL {2}Of 50 signs .*\n.*a later sign replaced the one that was thanked for/);
      expect([code, stdout]).toEqual([1, expect.stringContaining('a store that is not atomic')]);
      expect(blobs.keys(STORE)).toEqual([]);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('fails where a broken transfer looks whole', async () => {
    await using polite = await startProxy(site.origin);
    const { code, stdout } = await start([polite.origin]).ended;
    expect(stdout).toMatch(/FAIL {2}A download that breaks off .*\n.*as if it were whole/);
    expect(code).toBe(1);
    expect(blobs.keys(STORE)).toEqual([]);
  });

  it('fails where signs are refused, goes on with what can be tried, and cleans up', async () => {
    blobs.faults.decide((operation, key, number) =>
      operation === 'put' && key.startsWith(DRAFT) && number % 7 === 0 ? { status: 403 } : undefined,
    );
    const { code, stdout } = await start().ended;
    expect(stdout).toMatch(/FAIL {2}Of 50 signs .*\n.*were refused \(503\)/);
    expect(stdout).toMatch(/pass {2}Nothing is left of what this run wrote/);
    expect(code).toBe(1);
    expect(blobs.keys(STORE)).toEqual([]);
  });

  it('erases what it wrote when it is stopped', async () => {
    const { process, ended } = start();
    await vi.waitFor(() => expect(blobs.size(STORE)).toBeGreaterThan(3), 20_000);
    process.kill('SIGINT');
    const { code, stdout } = await ended;
    expect(stdout).toContain('Nothing is left');
    expect(code).toBe(130);
    expect(blobs.keys(STORE)).toEqual([]);
  });

  it('erases first what a run left that was killed', async () => {
    const { process, ended } = start();
    await vi.waitFor(() => expect(blobs.size(STORE)).toBeGreaterThan(3), 20_000);
    process.kill('SIGKILL');
    await ended;
    await blobs.operations.idle();
    expect(blobs.keys(STORE)).not.toEqual([]);
    expect((await start().ended).code).toBe(0);
    expect(blobs.keys(STORE)).toEqual([]);
  });

  it.each([
    ['a campaign that is published', [site.origin, '--campaign', 'clean-river'], TOKEN, 'is published'],
    ['a campaign that is none', [site.origin, '--campaign', 'nowhere'], TOKEN, 'has no campaign nowhere'],
    ['a wrong token', [site.origin], 'x'.repeat(40), 'does not take this token'],
    ['no site', [], TOKEN, '--help'],
  ])('writes nothing and says what to mend: %s', async (_, args, token, told) => {
    const { code, stderr } = await start(args, token).ended;
    expect([code, stderr]).toEqual([2, expect.stringContaining(told)]);
    expect(blobs.size(STORE)).toBe(0);
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
      const { code, stderr } = await start([site.origin], TOKEN, content).ended;
      expect([code, stderr]).toEqual([2, expect.stringContaining('npm run new')]);
    } finally {
      await rm(content, { recursive: true });
    }
  });
});
