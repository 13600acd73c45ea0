import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { afterAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { SETTINGS_PATH } from '#domain/api-paths.ts';
import { SeenSettingsSchema } from '#domain/seen-settings.ts';
import { startServer } from '../support/local-server.ts';

// This test has its own deploy: it says when that was built.
const root = await mkdtemp(join(tmpdir(), 'undersigned-hook-'));
await cp(inject('deployed'), root, { recursive: true });
process.env['UNDERSIGNED_ROOT'] = root;
const { asOrganizer, invocation, watchLog, withBlobs } = await import('./platform.ts');
const { withDateAt } = await import('./virtual-time.ts');

const blobs = await withBlobs();

/** In the site's time zone, `by-mail-until` closes as this day ends, and `to-come` opens in 2999. */
const BEFORE = '2040-06-15T12:00:00Z';
const LAST_HOUR = '2040-06-16T03:00:00Z';
const CLOSED = '2040-06-16T04:00:00Z';
withDateAt(BEFORE);

const MARKER = 'hunter2';
const asked: string[] = [];
let answer: (() => number) | 'silence' = () => 200;
const hook = await startServer((request, response) => {
  asked.push(`${request.method} ${request.url}`);
  if (answer === 'silence') return;
  response.writeHead(answer(), { location: '/elsewhere' }).end('Taken.');
});
afterAll(async () => {
  await hook[Symbol.asyncDispose]();
  await rm(root, { recursive: true });
});

const ASKED = `POST /build_hooks/${MARKER}`;

beforeEach(async () => {
  asked.length = 0;
  answer = () => 200;
  vi.stubEnv('BUILD_HOOK_URL', `${hook.origin}/build_hooks/${MARKER}`);
  await deploy(BEFORE);
});

/** A deploy that was built at this moment. Its functions have read nothing yet. */
async function deploy(built: string | undefined): Promise<void> {
  const facts = { built, sealed: false, headers: { 'Content-Security-Policy': "default-src 'none'" } };
  await writeFile(join(root, 'dist/deploy.json'), JSON.stringify(facts));
  vi.resetModules();
}

/** Runs the hourly function as the platform does. */
async function runAt(moment: string, context = 'production'): Promise<number> {
  vi.setSystemTime(new Date(moment));
  const { default: retention } = await import('../../netlify/functions/retention.ts');
  return (await retention(new Request('https://petition.example/'), invocation({}, context))).status;
}

async function seenBuild(): Promise<unknown> {
  const { ask } = await import('./platform.ts');
  const response = await ask(SETTINGS_PATH, asOrganizer(), 'production');
  return v.parse(SeenSettingsSchema, await response.json()).build;
}

describe('the build hook', () => {
  it('is asked once when a campaign closes, and not before its last day is over', async () => {
    const said = watchLog();
    expect([await runAt(BEFORE), await runAt(LAST_HOUR)]).toEqual([200, 200]);
    expect([asked, await seenBuild()]).toEqual([[], { isDue: false, asked: null }]);
    expect(await runAt(CLOSED)).toBe(200);
    expect(asked).toEqual([ASKED]);
    expect(said()).toContain('by-mail-until is closed');
    for (const later of ['2040-06-16T05:00:00Z', '2040-07-01T00:00:00Z']) await runAt(later);
    expect(asked).toEqual([ASKED]);
    expect(await seenBuild()).toEqual({ isDue: true, asked: '2040-06-16T04:00:00.000Z' });
    expect(said()).not.toContain(MARKER);
  });

  it('is asked once for several campaigns of one day, and again for one that opens later', async () => {
    watchLog();
    await deploy('2020-01-31T12:00:00Z');
    await runAt('2040-06-16T12:00:00Z');
    expect(asked).toEqual([ASKED]);
    await runAt('2999-01-01T12:00:00Z');
    expect(asked).toEqual([ASKED, ASKED]);
    await runAt('2999-01-01T13:00:00Z');
    expect(asked).toHaveLength(2);
  });

  it('is not asked by a site that was built since, until its own campaigns change', async () => {
    watchLog();
    await runAt(CLOSED);
    await deploy('2040-06-16T04:02:00Z');
    await runAt('2040-06-16T05:00:00Z');
    expect([asked.length, await seenBuild()]).toEqual([1, { isDue: false, asked: null }]);
    // Somebody goes back to the older deploy: its pages are too old once more.
    await deploy(LAST_HOUR);
    await runAt('2040-06-16T06:00:00Z');
    await runAt('2040-06-16T07:00:00Z');
    expect(asked).toHaveLength(2);
  });

  it('is asked again by the next run, until it takes the request', async () => {
    const said = watchLog();
    for (const status of [404, 500, 302]) {
      answer = () => status;
      expect(await runAt(CLOSED), String(status)).toBe(503);
      expect(said(), String(status)).toContain(`The build hook answered ${status}`);
    }
    expect(await seenBuild()).toEqual({ isDue: true, asked: null });
    answer = () => 200;
    expect(await runAt('2040-06-16T05:00:00Z')).toBe(200);
    expect(await runAt('2040-06-16T06:00:00Z')).toBe(200);
    expect(asked).toEqual([ASKED, ASKED, ASKED, ASKED]);
    expect(said()).not.toContain(MARKER);
    expect(said()).not.toContain(hook.origin);
  });

  it('may be silent or away: the run ends, the rest of it is done, and no log names its address', async () => {
    const said = watchLog();
    const erased = '0'.repeat(32);
    blobs.seed('signatures-production', [[`ended-by-date/${erased}`, '{}']]);
    answer = 'silence';
    expect(await runAt(CLOSED)).toBe(503);
    expect(blobs.has('signatures-production', `ended-by-date/${erased}`)).toBe(false);
    vi.stubEnv('BUILD_HOOK_URL', `http://127.0.0.1:1/${MARKER}`);
    expect(await runAt(CLOSED)).toBe(503);
    expect(said().split('The build hook did not answer')).toHaveLength(3);
    expect(said()).not.toMatch(/hunter2|127\.0\.0\.1/u);
  });

  it.each([
    `http://petition.example/${MARKER}`,
    `https://${MARKER}:${MARKER}@petition.example/`,
    `ftp://127.0.0.1/${MARKER}`,
    MARKER,
  ])('is never asked over an open line, or with a password in its address: %s', async (url) => {
    const said = watchLog();
    vi.stubEnv('BUILD_HOOK_URL', url);
    expect(await runAt(BEFORE)).toBe(200);
    expect(await runAt(CLOSED)).toBe(503);
    expect(said()).toContain('BUILD_HOOK_URL is no https:// address');
    expect(said()).not.toContain(MARKER);
  });

  it('is asked by one of two runs at once', async () => {
    watchLog();
    await Promise.all([runAt(CLOSED), runAt(CLOSED)]);
    expect(asked).toEqual([ASKED]);
  });

  it('is asked by the next run where one broke off', async () => {
    watchLog();
    const build = { built: BEFORE, states: { 'by-mail-until': 'closed' } };
    const claim = { version: 1, ...build, at: '2040-06-16T04:00:00.000Z', isTaken: false };
    blobs.seed('hourly-production', [['build', JSON.stringify(claim)]]);
    await runAt('2040-06-16T04:05:00Z');
    expect(asked).toEqual([]);
    await runAt('2040-06-16T05:00:00Z');
    expect(asked).toEqual([ASKED]);
  });

  it('is not asked while nobody could remember it', async () => {
    watchLog();
    blobs.faults.decide((operation, key) =>
      operation === 'put' && key === 'build' ? { status: 403 } : undefined,
    );
    expect(await runAt(CLOSED)).toBe(503);
    expect(asked).toEqual([]);
    blobs.faults.clear();
    expect(await runAt(CLOSED)).toBe(200);
    expect(asked).toEqual([ASKED]);
  });

  it.each(['deploy-preview', 'branch-deploy', 'dev', ''])(
    'is never asked outside production: %j',
    async (context) => {
      watchLog();
      await runAt(CLOSED, context);
      expect(asked).toEqual([]);
    },
  );

  it('is not needed: without it, and where no build says when it was made, nothing is asked', async () => {
    watchLog();
    vi.stubEnv('BUILD_HOOK_URL', '');
    expect(await runAt(CLOSED)).toBe(200);
    expect(await seenBuild()).toEqual({ isDue: true, asked: null });
    vi.stubEnv('BUILD_HOOK_URL', `${hook.origin}/${MARKER}`);
    await deploy(undefined);
    expect(await runAt(CLOSED)).toBe(200);
    expect([asked, await seenBuild()]).toEqual([[], { isDue: false, asked: null }]);
  });
});
