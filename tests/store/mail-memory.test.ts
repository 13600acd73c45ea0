import { setTimeout } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { type MailMemory, mailMemory, type MailPlace } from '#store/mail-memory.ts';
import { StoreUnavailable } from '#store/store-unavailable.ts';
import type { OpenStores } from '#store/stores.ts';
import { hosts, onService, service } from './services.ts';

const BUDGET = { totalMs: 5_000, attemptMs: 2_000 };
const PLACE: MailPlace = { day: '2030-01-31', digest: 'a'.repeat(32), kind: 'signing' };

let opened = 0;

function openAt(host: OpenStores): MailMemory {
  opened += 1;
  return mailMemory(`mails-${opened}`, host, BUDGET);
}

describe.each(hosts)('the contract of the memory of mails: %s', (_, host) => {
  it('gives each place once, and then none', async () => {
    const memory = openAt(host);
    const claims = [];
    for (let time = 0; time < 5; time += 1) claims.push(await memory.claim(PLACE, 3));
    expect(claims).toEqual([1, 2, 3, null, null]);
  });

  it('has places of their own for kinds, addresses and days', async () => {
    const memory = openAt(host);
    for (const place of [
      PLACE,
      { ...PLACE, kind: 'news' },
      { ...PLACE, kind: 'withdrawing' },
      { ...PLACE, digest: 'b'.repeat(32) },
      { ...PLACE, day: '2030-02-01' },
    ] as const) {
      expect(await memory.claim(place, 1), JSON.stringify(place)).toBe(1);
      expect(await memory.claim(place, 1), JSON.stringify(place)).toBeNull();
    }
  });

  it('gives a released place again, and takes it for no loss to release one twice or none', async () => {
    const memory = openAt(host);
    for (let time = 0; time < 3; time += 1) await memory.claim(PLACE, 3);
    for (const number of [2, 2, 4]) await memory.release(PLACE, number);
    expect([await memory.claim(PLACE, 3), await memory.claim(PLACE, 3)]).toEqual([2, null]);
  });

  it('forgets each day before one, whole, and no other', async () => {
    const memory = openAt(host);
    const days = ['2029-12-31', '2030-01-29', '2030-01-30', '2030-01-31'];
    for (const day of days) await memory.claim({ ...PLACE, day }, 1);
    await memory.forgetBefore('2030-01-30');
    const claims = [];
    for (const day of days) claims.push(await memory.claim({ ...PLACE, day }, 1));
    expect(claims).toEqual([1, 1, null, null]);
    await memory.forgetBefore('2030-01-30');
    await memory.forgetBefore('2030-01-30');
  });
});

describe('the memory of mails on a service that is atomic', () => {
  beforeEach(() => service.renew());

  it.each([1, 3])('never gives more than %i places though fifty ask at once', async (most) => {
    const memory = openAt(onService);
    service.latencyMs = { list: 1, put: 2 };
    const claims = await Promise.all(Array.from({ length: 50 }, () => memory.claim(PLACE, most)));
    const given = claims.filter((number) => number !== null).sort();
    expect(given).toEqual([1, 2, 3].slice(0, most));
  });

  it('asks the same of the store where a place is free and where none is', async () => {
    const memory = openAt(onService);
    for (let time = 1; time <= 4; time += 1) {
      service.operations.reset();
      await memory.claim(PLACE, 2);
      expect(service.operations, `claim ${time}`).toMatchObject({ list: 1, put: 1, total: 2 });
    }
  });

  it('knows its own place again though the reply to its write was lost', async () => {
    const memory = openAt(onService);
    service.faults.next('put', 'lostAfter', 2);
    expect(await memory.claim(PLACE, 1)).toBe(1);
    expect(await memory.claim(PLACE, 1)).toBeNull();
  });

  it.each([403, 413, 429, 503] as const)('never gives a place that the store refused: %i', async (status) => {
    const memory = mailMemory('mails-refused', onService, { totalMs: 300, attemptMs: 100 });
    service.faults.always('put', { status });
    await expect(memory.claim(PLACE, 3)).rejects.toThrow(StoreUnavailable);
    expect(service.size('mails-refused-2030-01-31')).toBe(0);
  });

  it('does not say that all places are taken where others give theirs back', async () => {
    const memory = openAt(onService);
    // Each list is old: another one took the place meanwhile, and gave it back before the next list.
    service.faults.decide((operation, key) => {
      if (operation === 'put') service.seed(`mails-${opened}-2030-01-31`, [[key, 'another']]);
      if (operation === 'list') return 'staleDespiteStrong';
      return undefined;
    });
    service.seed(`mails-${opened}-2030-01-31`, []);
    const claiming = memory.claim(PLACE, 9);
    await expect(claiming).rejects.toThrow(StoreUnavailable);
  });

  it('forgets the other days though one of them fails', async () => {
    const memory = openAt(onService);
    const days = ['2030-01-27', '2030-01-28', '2030-01-29'];
    for (const day of days) await memory.claim({ ...PLACE, day }, 1);
    service.faults.next('delete', { status: 403 });
    service.faults.always('delete', { until: setTimeout(50) });
    await expect(memory.forgetBefore('2030-01-30')).rejects.toThrow(StoreUnavailable);
    const left = () => days.filter((day) => service.size(`mails-${opened}-${day}`) > 0);
    expect(left()).toHaveLength(1);
    await memory.forgetBefore('2030-01-30');
    expect(left()).toEqual([]);
  });

  it('deletes nothing of another store, whatever its name', async () => {
    const memory = openAt(onService);
    const name = `mails-${opened}`;
    const others = [name, `${name}-`, `${name}-2020-1-1`, `${name}-2020-01-01-x`, `x${name}-2020-01-01`];
    for (const store of others) service.seed(store, [['kept', '']]);
    await memory.forgetBefore('2030-01-30');
    expect(others.map((store) => service.size(store))).toEqual([1, 1, 1, 1, 1]);
  });
});
