import { getDeployStore, getStore, listStores } from '@netlify/blobs';
import type { GetStoreOptions } from '@netlify/blobs';
import { request } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startBlobService } from './blob-service.ts';

const service = await startBlobService();
const { edgeURL, uncachedEdgeURL, siteID, token } = service;
const store = openStore();

beforeEach(() => {
  service.clear();
  service.operations.reset();
});
afterEach(() => {
  service.latencyMs = 0;
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});
afterAll(() => service.close());

describe('reading and writing', () => {
  it('gives back what was written, with its metadata', async () => {
    await store.set('a/b', 'Zoë', { metadata: { locale: 'de' } });
    expect(await store.getWithMetadata('a/b')).toMatchObject({ data: 'Zoë', metadata: { locale: 'de' } });
    expect(await store.getMetadata('a/b')).toMatchObject({ metadata: { locale: 'de' } });
  });

  it('keeps bytes as they are', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    await store.set('bytes', bytes.buffer);
    expect(new Uint8Array(await store.get('bytes', { type: 'arrayBuffer' }))).toEqual(bytes);
  });

  it('answers null for what is absent', async () => {
    expect(await store.get('nobody')).toBeNull();
    expect(await store.getMetadata('nobody')).toBeNull();
    await store.delete('nobody');
  });

  it('forgets what is deleted', async () => {
    await store.set('a', '1');
    await store.delete('a');
    expect(await store.get('a')).toBeNull();
    expect((await store.list()).blobs).toEqual([]);
  });

  it('keeps stores apart, and lists those with the prefix in order', async () => {
    await store.set('a', '1');
    await openStore({ name: 'other' }).set('a', '2');
    service.seed('deploy:1', [['a', '3']]);
    expect(await store.get('a')).toBe('1');
    expect(await listStores({ siteID, token, edgeURL })).toEqual({ stores: ['other', 'petition'] });
    const reply = await fetch(`${edgeURL}/${siteID}?prefix=deploy:`, authorized());
    expect(await reply.json()).toEqual({ stores: ['deploy:1'] });
  });

  it('deletes a whole store of several pages', async () => {
    service.seed('petition', numberedKeys(2_500));
    expect(await store.deleteAll()).toEqual({ deletedBlobs: 2_500 });
    expect(service.size('petition')).toBe(0);
  });

  it('writes nothing of an upload that breaks off', async () => {
    const url = `${edgeURL}/${siteID}/site:petition/a`;
    const upload = request(url, { method: 'PUT', ...authorized() });
    upload.on('error', () => undefined).write('half');
    while (service.operations.put === 0) await setImmediate();
    upload.destroy();
    await service.operations.idle();
    expect(service.has('petition', 'a')).toBe(false);
  });

  it('refuses a wrong token, a wrong site and an unknown method, and counts none of them', async () => {
    expect(await rawFetch('a', { headers: { authorization: 'Bearer wrong' } })).toMatchObject({
      status: 401,
    });
    expect(await fetch(`${edgeURL}/elsewhere/site:petition/a`, authorized())).toMatchObject({ status: 401 });
    expect(await rawFetch('a', { method: 'POST' })).toMatchObject({ status: 400 });
    expect(service.operations.total).toBe(0);
  });

  it('serves a client that is configured by the environment, deploy stores with their region included', async () => {
    vi.stubEnv('NETLIFY_BLOBS_CONTEXT', service.encodedContext);
    await getStore({ name: 'petition', consistency: 'strong' }).set('a', '1');
    await getDeployStore('petition').set('b', '2');
    expect(service.keys('petition')).toEqual(['a']);
    expect(service.keys('deploy:deploy:petition')).toEqual(['b']);
    expect(JSON.parse(Buffer.from(service.encodedContext, 'base64').toString())).toEqual(service.context);
  });
});

describe('conditional writes', () => {
  it.each([50, 1_000])('lets exactly one of %i parallel writers create a key', async (writers) => {
    const results = await Promise.all(
      Array.from({ length: writers }, (_, writer) => store.set('a', `${writer}`, { onlyIfNew: true })),
    );
    const winners = results.flatMap((result, writer) => (result.modified ? [writer] : []));
    expect(winners).toHaveLength(1);
    expect(await store.get('a')).toBe(`${winners[0]}`);
    expect(service.operations.put).toBe(writers);
  });

  it('lets exactly one of 50 parallel writers replace an etag', async () => {
    const { etag } = await store.set('a', 'first');
    if (etag === undefined) expect.fail('no etag');
    const writes = Array.from({ length: 50 }, (_, writer) =>
      store.set('a', `${writer}`, { onlyIfMatch: etag }),
    );
    expect((await Promise.all(writes)).filter(({ modified }) => modified)).toHaveLength(1);
  });

  it('replaces nothing where the key is absent', async () => {
    expect(await store.set('a', '1', { onlyIfMatch: '"any"' })).toEqual({ modified: false });
    expect(service.has('petition', 'a')).toBe(false);
  });

  it('creates a deleted key anew', async () => {
    await store.set('a', '1', { onlyIfNew: true });
    await store.delete('a');
    expect(await store.set('a', '2', { onlyIfNew: true })).toMatchObject({ modified: true });
  });
});

describe('etags', () => {
  it('are quoted and the same in the replies to PUT, GET, HEAD and list', async () => {
    const { etag } = await store.set('a', '1');
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(await store.getWithMetadata('a')).toMatchObject({ etag });
    expect(await store.getMetadata('a')).toMatchObject({ etag });
    expect((await store.list()).blobs).toEqual([{ key: 'a', etag }]);
    expect(service.read('petition', 'a')).toMatchObject({ etag });
  });

  it('follow the content', async () => {
    const [first, second, again] = [
      await store.set('a', '1'),
      await store.set('a', '2'),
      await store.set('a', '1'),
    ];
    expect(second.etag).not.toBe(first.etag);
    expect(again.etag).toBe(first.etag);
  });

  it('spare the body of a blob the reader has', async () => {
    const { etag } = await store.set('a', '1', { metadata: { locale: 'de' } });
    if (etag === undefined) expect.fail('no etag');
    const known = await store.getWithMetadata('a', { etag });
    expect(known).toEqual({ data: null, etag, metadata: { locale: 'de' } });
    expect(
      await rawFetch('a', { headers: { ...authorized().headers, 'if-none-match': etag } }),
    ).toMatchObject({ status: 304 });
  });
});

describe('counters', () => {
  it('count every operation, and start anew after a reset', async () => {
    await store.set('a', '1');
    await store.get('a');
    await store.get('b');
    await store.getMetadata('a');
    await store.list();
    await store.delete('a');
    expect(service.operations).toMatchObject({ put: 1, get: 2, head: 1, list: 1, delete: 1, total: 6 });
    expect(service.operations).toMatchObject({ inFlight: 0, peakInFlight: 1 });
    service.operations.reset();
    expect(service.operations).toMatchObject({
      put: 0,
      get: 0,
      head: 0,
      list: 0,
      delete: 0,
      total: 0,
      peakInFlight: 0,
    });
  });

  it('know how many requests were in flight at once', async () => {
    service.latencyMs = 5;
    await Promise.all(Array.from({ length: 7 }, () => store.get('a')));
    expect(service.operations).toMatchObject({ inFlight: 0, peakInFlight: 7 });
  });
});

describe('latency', () => {
  it('holds back the operations it names, and only those', async () => {
    await using slow = await startBlobService({ latencyMs: { put: 86_400_000 } });
    const url = `${slow.edgeURL}/${siteID}/site:petition`;
    const write = fetch(`${url}/a`, { method: 'PUT', body: '1', ...authorized() }).catch(
      (error: unknown) => error,
    );
    while (slow.operations.put === 0) await setImmediate();
    expect(await fetch(`${url}/a`, authorized())).toMatchObject({ status: 404 });
    expect(await fetch(url, authorized())).toMatchObject({ status: 200 });
    expect(slow.operations.inFlight).toBe(1);
    await slow.close();
    expect(await write).toBeInstanceOf(TypeError);
  });

  it('holds back every operation, each no longer than it says', async () => {
    service.latencyMs = 1;
    await store.set('a', '1');
    expect(await store.get('a')).toBe('1');
    expect((await store.list()).blobs).toHaveLength(1);
  });

  it('of 0 needs no timer', async () => {
    const setTimer = vi.spyOn(globalThis, 'setTimeout');
    await rawFetch('a');
    expect(setTimer.mock.calls.filter(([, ms]) => ms === 0)).toEqual([]);
    service.latencyMs = 3;
    await rawFetch('a');
    expect(setTimer.mock.calls.filter(([, ms]) => ms === 3)).toHaveLength(1);
  });
});

describe('the end', () => {
  it('destroys connections that hang', async () => {
    await using other = await startBlobService();
    other.faults.always('get', 'hang');
    const reply = fetch(`${other.edgeURL}/site/site:petition/a`, authorized()).catch(
      (error: unknown) => error,
    );
    while (other.operations.get === 0) await setImmediate();
    await other.close();
    expect(await reply).toBeInstanceOf(TypeError);
  });
});

function openStore(options: Partial<GetStoreOptions> = {}) {
  return getStore({ name: 'petition', siteID, token, edgeURL, uncachedEdgeURL, ...options });
}

function authorized(): { headers: Record<string, string> } {
  return { headers: { authorization: `Bearer ${token}` } };
}

function rawFetch(key: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${edgeURL}/${siteID}/site:petition/${key}`, { ...authorized(), ...init });
}

function* numberedKeys(count: number): Generator<readonly [string, string]> {
  for (let number = 0; number < count; number += 1) yield [String(number).padStart(6, '0'), ''];
}
