import { unzipSync } from 'fflate';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { loadFunctions } from '../../netlify/server/functions.ts';
import type { FunctionModule } from '../../netlify/server/router.ts';
import { readHeaderRules } from '../site/header-rules.ts';
import './build-as-netlify.ts';

const run = promisify(execFile);

const ManifestSchema = v.object({
  functions: v.array(
    v.object({
      name: v.string(),
      runtimeVersion: v.string(),
      schedule: v.optional(v.string()),
      trafficRules: v.optional(v.unknown()),
      routes: v.optional(v.array(v.object({ pattern: v.string(), methods: v.array(v.string()) }))),
    }),
  ),
});
type Packed = v.InferOutput<typeof ManifestSchema>['functions'][number];

let unpacked = '';
let packed: readonly Packed[] = [];
let ours: readonly FunctionModule[] = [];
let names: readonly string[] = [];

beforeAll(async () => {
  const { functions } = inject('netlify');
  unpacked = await mkdtemp(join(tmpdir(), 'undersigned-netlify-'));
  const manifest: unknown = JSON.parse(await readFile(join(functions, 'manifest.json'), 'utf8'));
  packed = v.parse(ManifestSchema, manifest).functions;
  names = (await readdir('netlify/functions')).map((file) => file.replace('.ts', '')).sort();
  ours = await loadFunctions();
  for (const { name } of packed) await unpack(join(functions, `${name}.zip`), join(unpacked, name));
}, 60_000);

afterAll(() => rm(unpacked, { recursive: true }));

async function unpack(zip: string, folder: string): Promise<void> {
  for (const [path, bytes] of Object.entries(unzipSync(await readFile(zip)))) {
    if (path.endsWith('/')) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
}

/** Runs a packed function in a process of its own that has no settings. Its folder holds nothing else. */
async function ask(name: string, path: string, init: RequestInit = {}): Promise<unknown> {
  const script = `
    const { default: answer } = await import('./netlify/functions/${name}.mjs');
    const request = new Request('https://petition.example${path}', ${JSON.stringify(init)});
    const context = { params: { campaign: '${CAMPAIGN}' }, deploy: { context: 'production' } };
    const response = await answer(request, context);
    console.log(JSON.stringify({ status: response.status, text: await response.text() }));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: join(unpacked, name),
    env: {},
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as unknown;
}

const CAMPAIGN = 'stop-the-raids';

describe('what Netlify’s own build makes of this checkout', { timeout: 60_000 }, () => {
  it('is whole, and says nothing of a mistake', () => {
    const { said } = inject('netlify');
    expect(said).toContain('Netlify Build Complete');
    expect(said).not.toMatch(/deprecated|\berror/iu);
  });

  it('has every function, on the Node that the project names', () => {
    expect(packed.map(({ name }) => name).sort()).toEqual(names);
    expect([...new Set(packed.map(({ runtimeVersion }) => runtimeVersion))]).toEqual(['nodejs24.x']);
  });

  // Netlify reads `config` without running it. What it does not understand has no route, and no limit.
  it('routes each address as the one machine does', () => {
    const routes = packed.flatMap(({ routes }) => routes?.map(({ pattern }) => pattern) ?? []);
    const paths = ours.flatMap(({ config: { path } }) => path ?? []);
    expect(routes.sort()).toEqual([...paths].sort());
    for (const { name, schedule, trafficRules } of packed)
      expect([schedule !== undefined, trafficRules !== undefined], name).toContain(true);
    expect(packed.flatMap(({ schedule }) => schedule ?? [])).toEqual(['@hourly']);
  });

  it('holds functions that load in an empty folder without any setting, and fail closed', async () => {
    for (const { name, routes } of packed) {
      if (!routes) continue;
      const answer = await ask(name, '/', { method: 'PATCH' });
      expect(answer, name).toMatchObject({ status: 405 });
    }
    expect(await ask('download', `/api/campaigns/${CAMPAIGN}/signatures?format=csv`)).toMatchObject({
      status: 401,
    });
  });

  it('holds pages that functions send back with what was typed', async () => {
    const answer = await ask('sign', `/api/campaigns/${CAMPAIGN}/signatures`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
      body: 'name=&email=ada%40example.org&locale=es',
    });
    expect(answer).toMatchObject({ status: 422, text: expect.stringContaining('ada@example.org') as string });
  });

  it('names Netlify as the host, and gives every page its policy', async () => {
    expect(await readFile('dist/privacy/index.html', 'utf8')).toContain('Netlify');
    const rules = await readHeaderRules('dist');
    expect(rules.find(({ pattern }) => pattern === '/*')?.headers).toHaveProperty('content-security-policy');
  });
});
