import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startBlobService } from '../blob-service/blob-service.ts';
import { FILES_OF_FUNCTIONS, packFunctions } from '../support/packed-functions.ts';

const run = promisify(execFile);
const NAMES = (await readdir('netlify/functions')).map((file) => file.replace('.ts', '')).sort();
const BUILT = join(inject('deployed'), FILES_OF_FUNCTIONS);

/**
 * What a file may weigh, in bytes: a twentieth more than it does. Sealing, mail and the audit log are what makes some
 * heavy.
 */
const BUDGETS: Readonly<Record<string, number>> = {
  sign: 1_820_000,
  news: 1_820_000,
  'withdrawal-mail': 1_490_000,
  confirm: 1_430_000,
  download: 1_430_000,
  'news-download': 1_430_000,
  retention: 1_150_000,
};
const BUDGET = 1_090_000;

let folder = '';
let bundles: Awaited<ReturnType<typeof packFunctions>> = [];

/** The platform's own package packs what the build made. The bundles run in a folder that holds nothing else. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undersigned-bundle-'));
  bundles = await packFunctions(inject('deployed'), join(folder, 'bundles'), 'none');
}, 120_000);

afterAll(() => rm(folder, { recursive: true }));

/**
 * Runs a request through a bundle, in its own process and in the bundle's folder. The process does not get
 * our settings.
 */
async function askBundle(name: string, script: string, env: Record<string, string> = {}): Promise<unknown> {
  const bundle = join(folder, 'bundles', name);
  const file = join(folder, `${name}-asked.mjs`);
  await writeFile(
    file,
    `const module = await import(${JSON.stringify(join(bundle, FILES_OF_FUNCTIONS, `${name}.mjs`))});
     const ask = (path, init, params) => module.default(new Request('https://petition.example' + path, init), { params, deploy: { context: 'production' } });
     ${script}`,
  );
  const { stdout } = await run(process.execPath, [file], { cwd: bundle, env });
  return JSON.parse(stdout) as unknown;
}

describe('the bundle of each function', () => {
  it('is one of a function that has an address', () => {
    expect(NAMES).toEqual([
      'asides',
      'audit',
      'badge',
      'campaigns',
      'confirm',
      'corrections',
      'count',
      'download',
      'erase',
      'erase-address',
      'news',
      'news-download',
      'put-back',
      'retention',
      'series',
      'set-aside',
      'settings',
      'sign',
      'withdraw',
      'withdrawal-mail',
    ]);
  });

  it('is one file of code, of a known weight, and nothing beside it', async () => {
    expect((await readdir(BUILT)).sort()).toEqual(NAMES.map((name) => `${name}.mjs`).sort());
    for (const name of NAMES) {
      const { size } = await stat(join(BUILT, `${name}.mjs`));
      expect(size, name).toBeLessThanOrEqual(BUDGETS[name] ?? BUDGET);
      const code = await readFile(join(BUILT, `${name}.mjs`), 'utf8');
      const imported = Array.from(code.matchAll(/^import .* from ["'](?<from>.+)["'];$/gmu));
      const foreign = imported.map(({ groups }) => groups?.['from']).filter((from) => !isBuiltin(from ?? ''));
      expect(foreign, name).toEqual([]);
    }
  });

  // The platform reads `config` without running the file. What it did not understand is not there.
  it('is limited wherever a stranger can reach it, for each address of a visitor', () => {
    expect(bundles.map(({ name }) => name).sort()).toEqual(NAMES);
    for (const { name, schedule, trafficRules } of bundles) {
      if (schedule !== undefined) continue;
      const { rateLimitConfig, aggregate } = trafficRules?.action.config ?? {};
      // The platform takes no longer window.
      expect(rateLimitConfig?.windowSize, name).toBeLessThanOrEqual(180);
      expect(rateLimitConfig?.windowLimit, name).toBeGreaterThan(0);
      expect(aggregate?.keys, name).toEqual([{ type: 'ip' }, { type: 'domain' }]);
    }
  });

  it('knows the campaigns in an empty folder', async () => {
    await using blobs = await startBlobService();
    const answer = await askBundle(
      'count',
      `const response = await ask('/api/campaigns/clean-river/count', {}, { campaign: 'clean-river' });
       console.log(JSON.stringify({ status: response.status, body: await response.json() }));`,
      { NETLIFY_BLOBS_CONTEXT: blobs.encodedContext },
    );
    expect(answer).toMatchObject({ status: 200, body: { online: 0, elsewhere: 42, goal: 1000 } });
  });

  it('sends the built page back with what was typed and the site’s headers', async () => {
    const answer = await askBundle(
      'sign',
      `const body = new URLSearchParams({ name: '', email: 'ada@example.org', locale: 'es' });
       const response = await ask('/api/campaigns/clean-river/signatures', { method: 'POST', body }, { campaign: 'clean-river' });
       console.log(JSON.stringify({ status: response.status, page: await response.text(), policy: response.headers.get('content-security-policy') }));`,
    );
    expect(answer).toMatchObject({
      status: 422,
      page: expect.stringContaining('value="ada@example.org"') as unknown,
      policy: expect.stringContaining("default-src 'none'") as unknown,
    });
  });

  it('stores under the name of the deploy context', async () => {
    await using blobs = await startBlobService();
    const answer = await askBundle(
      'sign',
      `const body = new URLSearchParams({ name: 'Ada', email: 'ada@example.org' });
       const response = await ask('/api/campaigns/clean-river/signatures', { method: 'POST', body }, { campaign: 'clean-river' });
       console.log(JSON.stringify(response.status));`,
      { NETLIFY_BLOBS_CONTEXT: blobs.encodedContext, SIGNATURE_SECRET: 's'.repeat(32) },
    );
    expect(answer).toBe(303);
    expect(blobs.size('signatures-production')).toBe(1);
  });
});
