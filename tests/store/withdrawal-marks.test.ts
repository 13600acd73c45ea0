import { beforeEach, describe, expect, it } from 'vitest';
import { StoreUnavailable } from '#store/store-unavailable.ts';
import type { OpenStores } from '#store/stores.ts';
import { type MarkPlace, type WithdrawalMarks, withdrawalMarks } from '#store/withdrawal-marks.ts';
import { someIds } from './a-signature.ts';
import { hosts, onService, service } from './services.ts';

const BUDGET = { totalMs: 5_000, attemptMs: 2_000 };
const PLACE: MarkPlace = { kind: 'signature', campaign: 'clean-river', id: '0'.repeat(32) };
const AT = new Date('2030-01-31T12:34:56.789Z');

let opened = 0;

function openAt(host: OpenStores): WithdrawalMarks {
  opened += 1;
  return withdrawalMarks(host(BUDGET).open(`withdrawals-${opened}`));
}

describe.each(hosts)('the contract of marks: %s', (_, host) => {
  it('keeps the exact time, of the latest call', async () => {
    const marks = openAt(host);
    expect(await marks.markedAt(PLACE)).toBeNull();
    await marks.mark(PLACE, new Date(0));
    await marks.mark(PLACE, AT);
    expect(await marks.markedAt(PLACE)).toEqual(AT);
  });

  it('keeps kinds, campaigns and ids apart', async () => {
    const marks = openAt(host);
    await marks.mark(PLACE, AT);
    for (const other of [
      { ...PLACE, kind: 'news' },
      { ...PLACE, campaign: 'clean' },
      { ...PLACE, id: 'f'.repeat(32) },
    ] as const)
      expect(await marks.markedAt(other), JSON.stringify(other)).toBeNull();
  });

  it('lists every place, and none once it is forgotten, also twice', async () => {
    const marks = openAt(host);
    expect(await marks.all()).toEqual([]);
    const places = [PLACE, { ...PLACE, kind: 'news' as const }, { ...PLACE, campaign: 'other-river' }];
    for (const place of places) await marks.mark(place, AT);
    expect(await marks.all()).toHaveLength(3);
    expect(await marks.all()).toEqual(expect.arrayContaining(places));
    for (const place of [...places, PLACE]) await marks.forget(place);
    expect(await marks.all()).toEqual([]);
    expect(await marks.markedAt(PLACE)).toBeNull();
  });
});

describe('marks on a service that is atomic and pages', () => {
  beforeEach(() => service.renew());

  it('are all listed where there are many', async () => {
    const marks = openAt(onService);
    service.seed(
      `withdrawals-${opened}`,
      someIds(2_500).map((id) => [`news/clean-river/${id}`, AT.toISOString()] as const),
    );
    expect(await marks.all()).toHaveLength(2_500);
  });

  it('are read as they are now, and not as they were a minute ago', async () => {
    const marks = openAt(onService);
    await marks.mark(PLACE, AT);
    for (const operation of ['get', 'list'] as const) service.faults.always(operation, 'stale');
    expect(await marks.markedAt(PLACE)).toEqual(AT);
    expect(await marks.all()).toHaveLength(1);
  });

  it.each([403, 413, 429, 503] as const)(
    'are never said to be written where the store refused: %i',
    async (status) => {
      const marks = withdrawalMarks(onService({ totalMs: 300, attemptMs: 100 }).open('withdrawals-refused'));
      service.faults.always('put', { status });
      await expect(marks.mark(PLACE, AT)).rejects.toThrow(StoreUnavailable);
      expect(service.size('withdrawals-refused')).toBe(0);
    },
  );

  it.each(['put', 'get', 'list', 'delete'] as const)(
    'fail where the store does not answer: %s',
    async (operation) => {
      const marks = withdrawalMarks(onService({ totalMs: 150, attemptMs: 40 }).open('withdrawals-lost'));
      service.faults.always(operation, 'lostBefore');
      const verbs = {
        put: () => marks.mark(PLACE, AT),
        get: () => marks.markedAt(PLACE),
        list: () => marks.all(),
        delete: () => marks.forget(PLACE),
      };
      await expect(verbs[operation]()).rejects.toThrow(StoreUnavailable);
    },
  );

  it('take what is no time for a failure, and not for no mark', async () => {
    const marks = openAt(onService);
    service.seed(`withdrawals-${opened}`, [[`signature/clean-river/${PLACE.id}`, 'yesterday']]);
    await expect(marks.markedAt(PLACE)).rejects.toThrow(StoreUnavailable);
  });
});
