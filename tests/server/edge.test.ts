import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { forgetNumbers } from '#endpoint/counting-services.ts';
import { parseTrustedProxies } from '#server/client-address.ts';
import { edgeCache } from '#server/edge-cache.ts';
import { loadFunctions } from '#server/functions.ts';
import { rateLimiter } from '#server/rate-limit.ts';
import type { FunctionModule } from '#server/router.ts';
import { startSchedules } from '#server/schedules.ts';
import { type SiteOptions, type SiteServer, startSite } from '#server/site-server.ts';
import { type DataFile, openDataFile } from '#sqlite/data-file.ts';

const COUNT = '/api/campaigns/clean-river/count';
const SIGN = '/api/campaigns/clean-river/signatures';
const BEHIND_PROXY = { trustedProxies: parseTrustedProxies('127.0.0.1,::1') };

let folder = '';
let data: DataFile;
let modules: readonly FunctionModule[] = [];
let server: SiteServer | null = null;
const lines: string[] = [];
const clock = { ms: 0 };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undersigned-edge-'));
  data = openDataFile(folder);
  modules = await loadFunctions();
  vi.stubEnv('SIGNATURE_SECRET', 's'.repeat(32));
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await data.close();
  await rm(folder, { recursive: true });
});

beforeEach(() => {
  forgetNumbers();
  clock.ms = 0;
  lines.length = 0;
});

afterEach(async () => {
  await server?.stop();
  server = null;
  vi.restoreAllMocks();
});

/** Starts a server with the edge of one machine, whose clock is the test's. */
async function serve(options: Partial<SiteOptions> = {}): Promise<void> {
  server = await startSite({
    root: inject('deployed'),
    port: 0,
    host: '127.0.0.1',
    stores: data.stores,
    deployContext: 'production',
    modules,
    limiter: rateLimiter(() => clock.ms),
    cache: edgeCache(() => clock.ms),
    log: (line) => lines.push(line),
    ...options,
  });
}

/** A function whose calls are counted. */
function counted(path: string): { calls: string[]; modules: FunctionModule[] } {
  const calls: string[] = [];
  return {
    calls,
    modules: modules.map((module) =>
      module.config.path !== path
        ? module
        : {
            ...module,
            default: (asked, context) => {
              calls.push(asked.method);
              return module.default(asked, context);
            },
          },
    ),
  };
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** Asks the server. `fetch` would not send every header. */
async function ask(
  path: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const port = server?.port ?? 0;
    const asking = request({ port, path, method, headers, host: '127.0.0.1' }, (incoming) => {
      text(incoming).then((whole) => {
        const { statusCode: status = 0, headers: had } = incoming;
        resolve({ status, headers: had as Answer['headers'], body: whole });
      }, reject);
    });
    asking.on('error', reject).end(body);
  });
}

let signed = 0;
function sign(headers: Record<string, string> = {}): Promise<Answer> {
  signed += 1;
  const body = JSON.stringify({ name: 'Ada', email: `ada-${signed}@example.org` });
  return ask(SIGN, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
}

/** Signs as often as one address may. */
async function signFully(): Promise<void> {
  await Promise.all(Array.from({ length: 240 }, () => sign()));
}

function statusesOf(answers: readonly Answer[]): Record<number, number> {
  const statuses: Record<number, number> = {};
  for (const { status } of answers) statuses[status] = (statuses[status] ?? 0) + 1;
  return statuses;
}

describe('the limits of a served site', () => {
  it('let 240 signatures a minute through from one address, whatever it says of itself', async () => {
    await serve();
    const claims = Array.from({ length: 245 }, (_, n) => ({ 'x-forwarded-for': `198.51.100.${n}` }));
    const answers = await Promise.all(claims.map(sign));
    expect(statusesOf(answers)).toEqual({ 200: 240, 429: 5 });
    clock.ms = 59_999;
    expect((await sign()).status).toBe(429);
    clock.ms = 60_000;
    expect((await sign()).status).toBe(200);
  });

  it('tell clients apart behind a proxy that is named, but not by what they claim', async () => {
    await serve(BEHIND_PROXY);
    const through = (told: string) => sign({ 'x-forwarded-for': told });
    await Promise.all(Array.from({ length: 240 }, (_, n) => through(`10.0.0.${n}, 203.0.113.7`)));
    const statuses = await Promise.all(
      ['203.0.113.7', '1.2.3.4, 203.0.113.7:99', '::ffff:203.0.113.7', '203.0.113.8'].map(through),
    );
    expect(statuses.map(({ status }) => status)).toEqual([429, 429, 429, 200]);
  });

  it('say to a browser in all languages that it should wait and go back', async () => {
    await serve();
    await signFully();
    clock.ms = 20_000;
    const { status, headers, body } = await ask(SIGN, {
      method: 'POST',
      headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      body: 'name=Grace&email=grace@example.org',
    });
    expect([status, headers['retry-after'], headers['cache-control']]).toEqual([429, '40', 'no-store']);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toMatch(/<title>Please wait a minute – [^<]+<\/title>/u);
    expect(body).toContain('What you typed is still there.');
    expect(body).toContain('Lo que escribiste sigue ahí.');
    const json = await sign({ 'accept-language': 'es' });
    expect([json.status, json.headers['retry-after'], json.headers['x-content-type-options']]).toEqual([
      429,
      '40',
      'nosniff',
    ]);
    expect(JSON.parse(json.body)).toEqual({
      errors: [{ code: 'rate.limited', message: expect.stringContaining('Lo que escribiste') as unknown }],
    });
    // Other sites show the number, and may read why there is none.
    expect(json.headers['access-control-allow-origin']).toBe('*');
    // No address and nothing typed is in the log.
    expect(lines.join('\n')).not.toMatch(/127\.0\.0\.1|::1|grace|ada/u);
    expect(lines.at(-1)).toContain('POST /api/campaigns/:campaign/signatures 429');
  });

  it('come before the body is read', async () => {
    await serve();
    await signFully();
    const socket = connect(server?.port ?? 0, '127.0.0.1');
    socket.write(`POST ${SIGN} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\nname=`);
    const chunks: unknown[] = await once(socket, 'data');
    expect(String(chunks[0])).toMatch(/^HTTP\/1\.1 429 /u);
    socket.destroy();
  });

  it('are none for pages, and those of organizers for organizers', async () => {
    await serve();
    const pages: Answer[] = [];
    for (let n = 0; n < 700; n += 1) pages.push(await ask('/clean-river/'));
    expect(statusesOf(pages)).toEqual({ 200: 700 });
    const erasing: Answer[] = [];
    const path = '/api/campaigns/clean-river/erasures';
    for (let n = 0; n < 62; n += 1) erasing.push(await ask(path, { method: 'POST' }));
    expect(statusesOf(erasing)).toEqual({ 401: 60, 429: 2 });
  });
});

describe('the cache of a served site', () => {
  it('calls the function once for 500 readers, and answers them all', async () => {
    const { calls, modules: functions } = counted('/api/campaigns/:campaign/count');
    await serve({ modules: functions });
    const asked = Array.from({ length: 500 }, (_, n) => ask(`${COUNT}?utm_source=${n}`));
    const answers = await Promise.all(asked);
    expect(statusesOf(answers)).toEqual({ 200: 500 });
    expect(calls).toEqual(['GET']);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
  });

  it('says the age, takes conditions, and says nothing that is for an edge', async () => {
    const { calls, modules: functions } = counted('/api/campaigns/:campaign/count');
    await serve({ modules: functions });
    const head = await ask(COUNT, { method: 'HEAD' });
    clock.ms = 3_500;
    const { headers, body } = await ask(COUNT);
    expect([head.status, head.body, head.headers['content-length']]).toEqual([200, '', `${body.length}`]);
    expect([headers['age'], headers['cache-control']]).toEqual(['3', 'public, max-age=0, must-revalidate']);
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(Object.keys(headers).filter((name) => /netlify|cdn/u.test(name))).toEqual([]);
    const again = await ask(COUNT, { headers: { 'if-none-match': headers['etag'] ?? '' } });
    expect([again.status, again.body]).toEqual([304, '']);
    expect(calls).toEqual(['GET']);
  });

  it('stands behind the limit', async () => {
    await serve();
    const answers: Answer[] = [];
    for (let n = 0; n < 605; n += 1) answers.push(await ask(COUNT));
    expect(statusesOf(answers)).toEqual({ 200: 600, 429: 5 });
  });

  it('keeps nothing of signing, of a token, or of what is unknown', async () => {
    const cache = edgeCache(() => clock.ms);
    await serve({ cache });
    await sign();
    await ask(COUNT, { headers: { authorization: 'Bearer x' } });
    await ask('/api/campaigns/nowhere/count');
    await ask('/api/campaigns');
    const strange = await ask(`${COUNT}?locale=1`);
    expect([strange.status, strange.headers['location']]).toEqual([308, COUNT]);
    expect(cache.size).toBe(0);
    await ask(COUNT);
    expect(cache.size).toBe(1);
  });
});

describe('the schedule of a served site', () => {
  it('publishes what was signed, by the functions and in the file of the server', async () => {
    await serve();
    await sign();
    vi.useFakeTimers({
      now: new Date('2026-11-27T09:59:59.000Z'),
      toFake: ['Date', 'setTimeout', 'clearTimeout'],
    });
    const context = { params: {}, deploy: { context: 'production' }, stores: data.stores };
    const settled = vi.fn(data.settle);
    const schedules = startSchedules(modules, context, { afterRun: settled });
    vi.advanceTimersByTime(1_000);
    vi.useRealTimers();
    await schedules.stop();
    expect(settled).toHaveBeenCalledOnce();
    const series = await ask('/api/campaigns/clean-river/series');
    expect((JSON.parse(series.body) as { points: unknown[] }).points).toHaveLength(1);
  });
});
