import { zipFunctions } from '@netlify/zip-it-and-ship-it';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startBlobService } from '../blob-service/blob-service.ts';

const run = promisify(execFile);
const NAMES = (await readdir('netlify/functions')).map((file) => file.replace('.ts', '')).sort();

let folder = '';
let bundles: Awaited<ReturnType<typeof zipFunctions>> = [];

/**
 * As on the platform, the bundling runs in the project's folder. The bundles run in a folder that holds
 * nothing else.
 */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undersigned-bundle-'));
  const project = join(folder, 'project');
  await cp(inject('deployed'), project, { recursive: true });
  for (const part of ['netlify', 'src', 'package.json', 'tsconfig.json']) {
    await cp(part, join(project, part), { recursive: true });
  }
  await symlink(join(process.cwd(), 'node_modules'), join(project, 'node_modules'));
  bundles = await zipFunctions(join(project, 'netlify/functions'), join(folder, 'bundles'), {
    basePath: project,
    archiveFormat: 'none',
    config: {
      '*': {
        nodeBundler: 'esbuild',
        includedFiles: await includedFiles(),
        includedFilesBasePath: project,
      },
    },
  });
}, 120_000);

afterAll(() => rm(folder, { recursive: true }));

/** The files that `netlify.toml` puts beside the functions. */
async function includedFiles(): Promise<string[]> {
  const list = /^included_files = (?<list>\[.*\])$/mu.exec(await readFile('netlify.toml', 'utf8'));
  return JSON.parse(list?.groups?.['list'] ?? '') as string[];
}

/**
 * Runs a request through a bundle, in its own process and in the bundle's folder. The process does not get
 * our settings.
 */
async function askBundle(name: string, script: string, env: Record<string, string> = {}): Promise<unknown> {
  const bundle = join(folder, 'bundles', name);
  const file = join(folder, `${name}-asked.mjs`);
  await writeFile(
    file,
    `import { createRequire } from 'node:module';
     import { readdirSync } from 'node:fs';
     const entry = readdirSync(${JSON.stringify(bundle)}, { recursive: true }).find((path) => /(^|\\/)${name}\\.(mjs|js|cjs)$/.test(path) && !path.includes('___'));
     const loaded = await import(${JSON.stringify(bundle)} + '/' + entry);
     const module = typeof loaded.default === 'function' ? loaded : loaded.default;
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
