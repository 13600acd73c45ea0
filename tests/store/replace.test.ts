import { getStore } from '@netlify/blobs';
import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { readVersion, replace } from '#blobs/replace.ts';
import type { SignatureStore } from '#store/signature-store.ts';
import { StoreUnavailable } from '#store/store-unavailable.ts';
import { aSignature } from './a-signature.ts';
import { contexts, service, signaturesIn } from './services.ts';

const ID = '0'.repeat(32);
const KEY = `clean-river/${ID}`;
let opened = 0;

beforeEach(() => service.renew());

function nameOfStore(): string {
  return `signatures-${opened}`;
}

function open(budget = { totalMs: 5_000, attemptMs: 2_000 }): SignatureStore {
  return signaturesIn(nameOfStore(), budget);
}

/** The first one is stored with time enough: a small budget is for what comes after it. */
async function openWithFirst(budget?: { totalMs: number; attemptMs: number }) {
  vi.stubEnv('NETLIFY_BLOBS_CONTEXT', service.encodedContext);
  opened += 1;
  const patient = open();
  await patient.create(aSignature({ name: 'First' }));
  const version = (await patient.current('clean-river', ID))?.version ?? '';
  return { store: budget ? open(budget) : patient, version };
}

function standing(): string {
  const text = service.read(nameOfStore(), KEY)?.body.toString() ?? '{"supporter":{"name":"none"}}';
  return (JSON.parse(text) as { supporter: { name: string } }).supporter.name;
}

describe('replacing on a service that is atomic', () => {
  it('is won by one of fifty who read the same version', async () => {
    const { store, version } = await openWithFirst();
    const names = Array.from({ length: 50 }, (_, index) => `Person ${index}`);
    const wins = await Promise.all(names.map((name) => store.replace(aSignature({ name }), version)));
    expect(wins.filter(Boolean)).toHaveLength(1);
    expect(standing()).toBe(names[wins.indexOf(true)]);
  });

  it.each([403, 413, 429, 500, 503] as const)(
    'is never said of a write that was refused: %i',
    async (status) => {
      const { store, version } = await openWithFirst({ totalMs: 400, attemptMs: 200 });
      service.faults.always('put', { status });
      await expect(store.replace(aSignature({ name: 'Second' }), version)).rejects.toThrow(StoreUnavailable);
      await expect(store.create(aSignature({ id: 'f'.repeat(32) }))).rejects.toThrow(StoreUnavailable);
      expect([standing(), service.size(nameOfStore())]).toEqual(['First', 1]);
    },
  );

  it.each(['hang', 'hangAfter', 'lostBefore', 'lostAfter'] as const)(
    'is never said where no reply comes: %s',
    async (fault) => {
      const { store, version } = await openWithFirst({ totalMs: 150, attemptMs: 40 });
      service.faults.always('put', fault);
      const replacing = store.replace(aSignature({ name: 'Second' }), version);
      // The second try of a write that landed finds another version: its own.
      if (fault.endsWith('After')) expect(await replacing.catch(() => false)).toBe(false);
      else await expect(replacing).rejects.toThrow(StoreUnavailable);
    },
  );

  it('reads as ours once its reply was lost', async () => {
    const { store, version } = await openWithFirst();
    service.faults.next('put', 'lostAfter');
    expect(await store.replace(aSignature({ name: 'Second' }), version)).toBe(false);
    expect((await store.current('clean-river', ID))?.record).toEqual(aSignature({ name: 'Second' }));
    service.faults.next('put', 'lostAfter');
    expect(await store.create(aSignature({ id: 'f'.repeat(32), name: 'New' }))).toBe(false);
    expect((await store.current('clean-river', 'f'.repeat(32)))?.record).toMatchObject({
      supporter: { name: 'New' },
    });
  });

  it('that was given up and lands late fails its condition', async () => {
    const { store, version } = await openWithFirst({ totalMs: 80, attemptMs: 60 });
    const { promise: until, resolve: release } = Promise.withResolvers<undefined>();
    service.faults.next('put', { until });
    await expect(store.replace(aSignature({ name: 'Late' }), version)).rejects.toThrow(StoreUnavailable);
    // On a busy machine it may arrive only now.
    while (service.operations.inFlight === 0) await setImmediate();
    expect(await open().replace(aSignature({ name: 'Second' }), version)).toBe(true);
    release(undefined);
    await service.operations.idle();
    expect(standing()).toBe('Second');
  });

  it('reads what was just written, and not a copy that is a minute old', async () => {
    const { store, version } = await openWithFirst();
    await store.replace(aSignature({ name: 'Second' }), version);
    service.faults.always('get', 'stale');
    expect((await store.current('clean-river', ID))?.record).toMatchObject({ supporter: { name: 'Second' } });
  });
});

describe('a version', () => {
  it('that is empty replaces nothing: the client would drop the condition', async () => {
    const { store } = await openWithFirst();
    service.operations.reset();
    await expect(store.replace(aSignature({ name: 'Second' }), '')).rejects.toThrow(StoreUnavailable);
    expect([standing(), service.operations.total]).toEqual(['First', 0]);
  });

  it.each(contexts)('goes out as a condition of every write: %s', async (_, context) => {
    vi.stubEnv('NETLIFY_BLOBS_CONTEXT', context);
    const conditions: (string | null)[] = [];
    const watching: typeof fetch = (input, init) => {
      const headers = new Headers(init?.headers);
      if (init?.method === 'put') conditions.push(headers.get('if-match') ?? headers.get('if-none-match'));
      return fetch(input, init);
    };
    const store = getStore({ name: `watched-${opened}`, consistency: 'strong', fetch: watching });
    await store.set(KEY, 'first', { onlyIfNew: true });
    const found = await readVersion(store, KEY);
    expect(found?.version).toMatch(/^".+"$/u);
    expect(await replace(store, KEY, 'second', found?.version ?? '')).toBe(true);
    expect(await replace(store, KEY, 'third', '"another"')).toBe(false);
    expect((await readVersion(store, KEY))?.text).toBe('second');
    expect(conditions).toEqual(['*', found?.version, '"another"']);
  });

  /** A store whose answers are these: what `getWithMetadata` finds each time, and what is listed. */
  function answering(found: readonly (object | null)[], listed: readonly object[] = []) {
    const answers = [...found];
    return {
      getWithMetadata: () => Promise.resolve(answers.shift() ?? null),
      list: () => Promise.resolve({ blobs: listed, directories: [] }),
    } as unknown as Parameters<typeof readVersion>[0];
  }

  const text = (data: string, etag?: string) => ({ data, etag, metadata: {} });

  it('is taken from the list where reading tells none, and the text is read after it', async () => {
    const listed = [
      { key: `${KEY}0`, etag: '"other"' },
      { key: KEY, etag: '"one"' },
    ];
    const store = answering([text('before'), text('after')], listed);
    expect(await readVersion(store, KEY)).toEqual({ text: 'after', version: '"one"' });
  });

  it('is none where it is gone meanwhile, or never was', async () => {
    expect(await readVersion(answering([null]), KEY)).toBeNull();
    expect(await readVersion(answering([text('before')]), KEY)).toBeNull();
    const listed = [{ key: KEY, etag: '"one"' }];
    expect(await readVersion(answering([text('before'), null], listed), KEY)).toBeNull();
  });

  it('is a failure where nothing tells one', async () => {
    const store = answering([text('before'), text('after')], [{ key: KEY, etag: '' }]);
    await expect(readVersion(store, KEY)).rejects.toThrow(StoreUnavailable);
  });

  it('is strong, also where a proxy made it weak', async () => {
    expect(await readVersion(answering([text('all', 'W/"one"')]), KEY)).toEqual({
      text: 'all',
      version: '"one"',
    });
  });
});
