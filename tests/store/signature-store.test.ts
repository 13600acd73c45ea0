import { beforeEach, describe, expect, it } from 'vitest';
import type { SignatureStore } from '#store/signature-store.ts';
import { StoreUnavailable } from '#store/store-unavailable.ts';
import type { OpenStores } from '#store/stores.ts';
import { aSignature, someIds } from './a-signature.ts';
import { memorySignatureStore } from './memory-signature-store.ts';
import { hosts, onService, service, signaturesIn } from './services.ts';
import { describeStore } from './store-contract.ts';

const BUDGET = { totalMs: 5_000, attemptMs: 2_000 };

let opened = 0;

/** Opens a new store, because the contract needs an empty one each time. */
function openAt(host: OpenStores): SignatureStore {
  opened += 1;
  return signaturesIn(`signatures-${opened}`, BUDGET, host);
}

describeStore('in memory', () => Promise.resolve(memorySignatureStore()));
for (const [name, host] of hosts) describeStore(name, () => Promise.resolve(openAt(host)));

describe('the store on a service that is atomic and pages', () => {
  beforeEach(async () => {
    service.faults.clear();
    await service.operations.idle();
    service.operations.reset();
  });

  it('records one of 500 signatures that come at once under one id', async () => {
    const store = openAt(onService);
    const names = Array.from({ length: 500 }, (_, index) => `Person ${index}`);
    await Promise.all(names.map((name) => store.record(aSignature({ name }))));
    expect(await store.count('clean-river')).toBe(1);
  });

  it('never confirms a write that was refused', async () => {
    for (const status of [403, 413, 429, 500, 503] as const) {
      const store = signaturesIn('signatures-refused', { totalMs: 400, attemptMs: 200 }, onService);
      service.faults.always('put', { status });
      await expect(store.record(aSignature()), `status ${status}`).rejects.toThrow(StoreUnavailable);
      expect(service.size('signatures-refused'), `status ${status}`).toBe(0);
    }
  });

  it.each(['hang', 'hangAfter', 'lostBefore', 'lostAfter', 'truncated'] as const)(
    'gives up within its budget when every reply fails: %s',
    async (fault) => {
      for (const [operation, verb] of [
        ['put', (store: ReturnType<typeof openAt>) => store.record(aSignature())],
        ['list', (store: ReturnType<typeof openAt>) => store.count('clean-river')],
        ['get', (store: ReturnType<typeof openAt>) => store.read('clean-river', '0'.repeat(32))],
        ['delete', (store: ReturnType<typeof openAt>) => store.erase('clean-river', '0'.repeat(32))],
      ] as const) {
        const store = signaturesIn('signatures-faulty', { totalMs: 150, attemptMs: 40 }, onService);
        service.faults.clear();
        service.faults.always(operation, fault);
        await expect(verb(store), operation).rejects.toThrow(StoreUnavailable);
      }
    },
  );

  it('thanks for a write that landed though every reply to it was lost but the last', async () => {
    const store = openAt(onService);
    service.faults.next('put', 'lostAfter', 2);
    await store.record(aSignature());
    expect(await store.count('clean-river')).toBe(1);
  });

  it('reads what was just written: no copy that is a minute old', async () => {
    const store = openAt(onService);
    await store.record(aSignature());
    service.faults.always('list', 'stale');
    service.faults.always('get', 'stale');
    expect(await store.count('clean-river')).toBe(1);
    expect(await store.read('clean-river', '0'.repeat(32))).not.toBeNull();
  });

  it.each([
    [400, 1],
    [999, 1],
    [3_500, 4],
  ])('counts %i signatures by %i requests', async (count, requests) => {
    const store = openAt(onService);
    service.seed(
      `signatures-${opened}`,
      someIds(count).map((id) => [`clean-river/${id}`, '{}'] as const),
    );
    expect(await store.count('clean-river')).toBe(count);
    expect(service.operations.total).toBe(requests);
  });

  it('counts 100,000 side by side, with at most 1.3 times the requests that their pages take', async () => {
    const store = openAt(onService);
    service.seed(
      `signatures-${opened}`,
      someIds(100_000).map((id) => [`clean-river/${id}`, '{}'] as const),
    );
    // The delay is long enough to send all requests before the first answer, even on a busy machine.
    service.latencyMs = 50;
    expect(await store.count('clean-river')).toBe(100_000);
    service.latencyMs = 0;
    expect(service.operations.total).toBeLessThanOrEqual(130);
    expect(service.operations.peakInFlight).toBeGreaterThanOrEqual(16);
    expect(service.operations.peakInFlight).toBeLessThanOrEqual(64);
  });
});
