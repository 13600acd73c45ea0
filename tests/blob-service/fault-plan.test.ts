import { getStore } from '@netlify/blobs';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startBlobService } from './blob-service.ts';
import type { Fault } from './fault-plan.ts';

const service = await startBlobService();
const { edgeURL, faults, operations, siteID, token, uncachedEdgeURL } = service;

beforeEach(() => {
  service.clear();
  faults.clear();
  operations.reset();
});
afterAll(() => service.close());

describe('a status', () => {
  it.each([403, 413, 429, 500, 503] as const)('%i refuses a write, which does not land', async (status) => {
    faults.next('put', { status });
    expect(await put('a', '1')).toMatchObject({ status });
    expect(service.has('petition', 'a')).toBe(false);
    expect(await put('a', '1')).toMatchObject({ status: 200 });
  });

  it('refuses reads, lists and deletes', async () => {
    for (const operation of ['get', 'head', 'list', 'delete'] as const)
      faults.next(operation, { status: 503 });
    expect(await request('GET', 'a')).toMatchObject({ status: 503 });
    expect(await request('HEAD', 'a')).toMatchObject({ status: 503 });
    expect(await request('DELETE', 'a')).toMatchObject({ status: 503 });
    expect(await request('GET', '')).toMatchObject({ status: 503 });
    expect(faults.taken).toBe(4);
  });

  it('denies a write that landed', async () => {
    faults.next('put', { status: 503, landed: true });
    expect(await put('a', '1')).toMatchObject({ status: 503 });
    expect(service.has('petition', 'a')).toBe(true);
  });

  it('says when the rate limit ends', async () => {
    faults.next('put', { status: 429, resetAt: 1_800_000_000 });
    expect((await put('a', '1')).headers.get('X-RateLimit-Reset')).toBe('1800000000');
  });

  it('is what the client reports as a conditional write that succeeded, without an etag', async () => {
    faults.always('put', { status: 403 });
    expect(await openStore().set('a', '1', { onlyIfNew: true })).toEqual({ etag: '', modified: true });
    expect(service.has('petition', 'a')).toBe(false);
  });
});

describe('a lost connection', () => {
  it.each([
    ['lostBefore', false],
    ['lostAfter', true],
  ] as const)('%s makes the request fail, and that the write landed is %s', async (fault, landed) => {
    faults.next('put', fault);
    await expect(put('a', '1')).rejects.toThrow(TypeError);
    expect(service.has('petition', 'a')).toBe(landed);
    expect(operations).toMatchObject({ put: 1, inFlight: 0 });
  });

  it('lets a delete land all the same', async () => {
    service.seed('petition', [['a', '1']]);
    faults.next('delete', 'lostAfter');
    await expect(request('DELETE', 'a')).rejects.toThrow(TypeError);
    expect(service.has('petition', 'a')).toBe(false);
  });

  it('makes the client retry, and take its own write for that of another', async () => {
    faults.next('put', 'lostAfter');
    expect(await openStore().set('a', '1', { onlyIfNew: true })).toEqual({ modified: false });
    expect(operations.put).toBe(2);
  });
});

describe('a hang', () => {
  it.each([
    ['hang', false],
    ['hangAfter', true],
  ] as const)('%s leaves the request open, and that the write landed is %s', async (fault, landed) => {
    faults.next('put', fault);
    const abort = new AbortController();
    const reply = request('PUT', 'a', { body: '1', signal: abort.signal });
    // A later request on its own connection that is answered shows that the first one has had its turn.
    while (operations.put === 0) await setImmediate();
    expect(await request('GET', 'b')).toMatchObject({ status: 404 });
    expect(operations.inFlight).toBe(1);
    await vi.waitFor(() => expect(service.has('petition', 'a')).toBe(landed));
    abort.abort(new Error('deadline'));
    await expect(reply).rejects.toThrow('deadline');
    await operations.idle();
  });

  it.each(['hang', 'hangAfter'] as const)(
    '%s ends with a refusal once the plan is cleared',
    async (fault) => {
      for (const [via, fetching] of Object.entries({ http: fetch, memory: service.fetch })) {
        faults.next('put', fault);
        operations.reset();
        const reply = request('PUT', 'a', { body: '1' }, fetching);
        while (faults.taken === 0) await setImmediate();
        faults.clear();
        expect((await reply).status, via).toBe(403);
        await operations.idle();
        expect(operations.put, via).toBe(1);
      }
    },
  );
});

describe('a request that is held up', () => {
  it.each([
    ['http', fetch],
    ['memory', service.fetch],
  ])('is carried out once it is let go, though its client gave up: %s', async (_, fetching) => {
    const { promise: until, resolve: letGo } = Promise.withResolvers<undefined>();
    faults.next('put', { until });
    const abort = new AbortController();
    const init = {
      method: 'PUT',
      body: '1',
      headers: { authorization: `Bearer ${token}` },
      signal: abort.signal,
    };
    const reply = fetching(`${edgeURL}/site/${siteID}:petition/a`, init).catch((error: unknown) => error);
    while (operations.put === 0) await setImmediate();
    abort.abort(new Error('deadline'));
    expect(await reply).toBeInstanceOf(Error);
    expect([service.has('petition', 'a'), operations.inFlight]).toEqual([false, 1]);
    letGo(undefined);
    await operations.idle();
    expect(service.has('petition', 'a')).toBe(true);
  });
});

describe('a truncated reply', () => {
  it('declares the whole length and carries half', async () => {
    service.seed('petition', [['a', 'x'.repeat(1_000)]]);
    faults.next('get', 'truncated');
    const reply = await request('GET', 'a');
    expect(reply.headers.get('content-length')).toBe('1000');
    const received: Uint8Array[] = [];
    const read = async () => {
      for await (const chunk of reply.body ?? []) received.push(chunk);
    };
    await expect(read()).rejects.toThrow('terminated');
    expect(Buffer.concat(received).byteLength).toBe(500);
  });

  it('never looks whole, not even for an empty blob, a list or a write', async () => {
    service.seed('petition', [['empty', '']]);
    for (const operation of ['get', 'list', 'put', 'head'] as const) faults.next(operation, 'truncated');
    await expect(request('GET', 'empty').then((reply) => reply.text())).rejects.toThrow(TypeError);
    await expect(request('GET', '').then((reply) => reply.text())).rejects.toThrow(TypeError);
    await expect(request('HEAD', 'empty')).rejects.toThrow(TypeError);
    await expect(put('b', '1')).rejects.toThrow(TypeError);
    expect(service.has('petition', 'b')).toBe(true);
  });
});

describe('a stale read', () => {
  it('answers what was there before the last write on the key', async () => {
    const store = openStore();
    await store.set('a', '1');
    expect(await staleGet('a')).toBeNull();
    await store.set('a', '2');
    await store.set('b', '3');
    expect(await staleGet('a')).toBe('1');
    await store.delete('a');
    expect(await staleGet('a')).toBe('2');
    expect(await store.get('a')).toBeNull();
  });

  it('takes a refused write for none, and a seeded key for one that was always there', async () => {
    service.seed('petition', [['a', '1']]);
    await openStore().set('a', '2', { onlyIfNew: true });
    expect(await staleGet('a')).toBe('1');
  });

  it('lists the store as it was before the last write', async () => {
    const store = openStore();
    await store.set('a', '1');
    await store.set('b', '2');
    expect(await staleList()).toEqual(['a']);
    await store.delete('a');
    expect(await staleList()).toEqual(['a', 'b']);
    expect((await store.list()).blobs.map(({ key }) => key)).toEqual(['b']);
    expect(service.keys('petition')).toEqual(['b']);
  });

  it('never happens with strong consistency, unless the plan says so', async () => {
    const strong = openStore('strong');
    await strong.set('a', '1');
    faults.next('get', 'stale');
    faults.next('list', 'stale');
    expect(await strong.get('a')).toBe('1');
    expect((await strong.list()).blobs).toHaveLength(1);
    faults.next('get', 'staleDespiteStrong');
    expect(await strong.get('a')).toBeNull();
  });

  it('leaves conditional writes true', async () => {
    await put('a', '1');
    faults.next('put', 'stale');
    expect(await openStore().set('a', '2', { onlyIfNew: true })).toEqual({ modified: false });
  });
});

describe('the plan', () => {
  it('queues faults by operation, as often as asked', async () => {
    faults.next('get', { status: 403 }, 2);
    faults.next('get', { status: 500 });
    const statuses = [];
    for (let turn = 0; turn < 4; turn += 1) statuses.push((await request('GET', 'a')).status);
    expect(statuses).toEqual([403, 403, 500, 404]);
  });

  it('prefers the queue to the chooser and the chooser to what is always so', async () => {
    faults.always('get', { status: 500 });
    faults.decide((_operation, key) => (key === 'b' ? { status: 413 } : undefined));
    faults.next('get', { status: 403 });
    const keys = ['b', 'b', 'a'];
    const statuses = [];
    for (const key of keys) statuses.push((await request('GET', key)).status);
    expect(statuses).toEqual([403, 413, 500]);
  });

  it('tells the chooser operation, key or prefix, and number', async () => {
    const calls: unknown[] = [];
    faults.decide((...call) => {
      calls.push(call);
      return undefined;
    });
    await put('a', '1');
    await put('b', '1');
    await request('GET', '?prefix=b');
    expect(calls).toEqual([
      ['put', 'a', 1],
      ['put', 'b', 2],
      ['list', 'b', 1],
    ]);
    expect(faults.taken).toBe(0);
  });

  it('is empty once cleared', async () => {
    const fault: Fault = { status: 503 };
    faults.always('get', fault);
    faults.next('get', fault);
    faults.decide(() => fault);
    faults.clear();
    expect(await request('GET', 'a')).toMatchObject({ status: 404 });
    expect(faults.taken).toBe(0);
  });
});

function openStore(consistency: 'eventual' | 'strong' = 'eventual') {
  return getStore({ name: 'petition', siteID, token, edgeURL, uncachedEdgeURL, consistency });
}

/** One attempt, where the client would make six. */
function request(method: string, key: string, init: RequestInit = {}, fetching = fetch): Promise<Response> {
  const headers = { authorization: `Bearer ${token}` };
  return fetching(`${edgeURL}/${siteID}/site:petition/${key}`, { method, headers, ...init });
}

function put(key: string, body: string): Promise<Response> {
  return request('PUT', key, { body });
}

function staleGet(key: string): Promise<string | null> {
  faults.next('get', 'stale');
  return openStore().get(key, { type: 'text' });
}

async function staleList(): Promise<string[]> {
  faults.next('list', 'stale');
  return (await openStore().list()).blobs.map(({ key }) => key);
}
