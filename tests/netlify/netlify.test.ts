import { unzipSync } from 'fflate';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { FunctionModule } from '../../netlify/server/router.ts';
import { readHeaderRules } from '../site/header-rules.ts';
import { FILES_OF_FUNCTIONS } from '../support/packed-functions.ts';
import './build-as-netlify.ts';

const run = promisify(execFile);

const ManifestSchema = v.object({
  functions: v.array(
    v.object({
      name: v.string(),
      runtimeVersion: v.string(),
      schedule: v.optional(v.string()),
      trafficRules: v.optional(
        v.object({
          action: v.object({
            config: v.object({
              rateLimitConfig: v.object({ windowLimit: v.number(), windowSize: v.number() }),
              aggregate: v.object({ keys: v.array(v.object({ type: v.string() })) }),
            }),
          }),
        }),
      ),
      routes: v.optional(v.array(v.object({ pattern: v.string(), methods: v.array(v.string()) }))),
    }),
  ),
});
type Packed = v.InferOutput<typeof ManifestSchema>['functions'][number];

let unpacked = '';
let packed: readonly Packed[] = [];
let ours: ReadonlyMap<string, FunctionModule> = new Map();
let names: readonly string[] = [];

beforeAll(async () => {
  const { functions } = inject('netlify');
  unpacked = await mkdtemp(join(tmpdir(), 'undersigned-netlify-'));
  const manifest: unknown = JSON.parse(await readFile(join(functions, 'manifest.json'), 'utf8'));
  packed = v.parse(ManifestSchema, manifest).functions;
  names = (await readdir('netlify/functions')).map((file) => file.replace('.ts', '')).sort();
  const load = async (name: string) =>
    [name, (await import(`../../netlify/functions/${name}.ts`)) as FunctionModule] as const;
  ours = new Map(await Promise.all(names.map(load)));
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
    const { default: answer } = await import('./${FILES_OF_FUNCTIONS}/${name}.mjs');
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
  it('has the addresses, methods, limits and schedules that the source names', () => {
    const read = packed.map(({ name, routes, schedule, trafficRules }) => {
      const { rateLimitConfig, aggregate } = trafficRules?.action.config ?? {};
      const limit = rateLimitConfig && {
        ...rateLimitConfig,
        aggregateBy: aggregate?.keys.map(({ type }) => type),
      };
      return { name, routes, schedule, limit };
    });
    const written = names.map((name) => {
      const { path, method, schedule, rateLimit } = ours.get(name)?.config ?? {};
      const routes = path && [{ pattern: path, methods: [method ?? []].flat() }];
      return { name, routes, schedule, limit: rateLimit };
    });
    expect(read.sort((a, b) => a.name.localeCompare(b.name))).toEqual(
      written.sort((a, b) => a.name.localeCompare(b.name)),
    );
    expect(read.flatMap(({ schedule }) => schedule ?? [])).toEqual(['@hourly']);
    expect(read.filter(({ limit, schedule }) => !limit && !schedule)).toEqual([]);
  });

  // Each file more takes time in a cold start.
  it('holds one file of our code for each function, as the build made it, beside those of the platform', async () => {
    for (const name of names) {
      const paths = await readdir(join(unpacked, name), { recursive: true, withFileTypes: true });
      const code = paths
        .filter((entry) => entry.isFile() && !/\/(?:content|dist)(?:\/|$)/u.test(entry.parentPath))
        .map((entry) => relative(join(unpacked, name), join(entry.parentPath, entry.name)));
      const file = join(FILES_OF_FUNCTIONS, `${name}.mjs`);
      expect(
        code.filter((path) => !path.startsWith('___netlify-')),
        name,
      ).toEqual([file]);
      expect(await readFile(join(unpacked, name, file), 'utf8'), name).toBe(await readFile(file, 'utf8'));
    }
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
