import { describe, expect, it } from 'vitest';
import { busyHours } from '#desk/busy-hours.ts';
import { type Choice, chosen, groupsBy, type Way } from '#desk/choice.ts';
import { byHour } from '#desk/grouping.ts';
import { byLikeness } from '#desk/like-addresses.ts';
import { momentAt } from '#desk/wall-clock.ts';
import { isOpenSignature, type OpenSignature, type Signature } from '#domain/signature.ts';
import type { Supporter } from '#domain/supporter.ts';
import { aSignature, someIds } from '../store/a-signature.ts';

const ids = someIds(25_000);

/** Signatures with different ids, one for each set of changes. */
function several(changes: readonly (Partial<Supporter> & { signedAt?: string })[]): OpenSignature[] {
  return changes.map((change, index) => aSignature({ id: ids[index] ?? '', ...change }));
}

function aSealed(id: string, signedAt: string): Signature {
  return { version: 1, id, campaign: 'clean-river', signedAt, sealed: 'AA==' };
}

/** The groups of a way as their keys and sizes. */
function sizes(way: Way, signatures: readonly Signature[], timeZone = 'UTC'): [string, number][] {
  return groupsBy(way, signatures, timeZone).map(({ key, rows }) => [key, rows.length]);
}

function names(signatures: readonly Signature[]): string[] {
  return signatures.map((row) => (isOpenSignature(row) ? row.supporter.name : 'sealed'));
}

function choose(way: Way, signatures: readonly Signature[], choice: Partial<Choice>): string[] {
  const all = { way, groups: new Set<string>(), contains: '', from: '', to: '', ...choice };
  return names(chosen(signatures, groupsBy(way, signatures, 'America/New_York'), all, 'America/New_York'));
}

describe('choosing by hour', () => {
  const some = several([
    { name: 'Early', signedAt: '2026-05-03T13:59:59.999Z' },
    { name: 'One', signedAt: '2026-05-03T14:00:00.000Z' },
    { name: 'Two', signedAt: '2026-05-03T14:59:59.999Z' },
    { name: 'Late', signedAt: '2026-05-03T15:00:00.000Z' },
  ]);
  const all = [...some, aSealed(ids[9] ?? '', '2026-05-03T14:00:00.000Z')];

  it('puts the busiest hour first, and counts what is still sealed', () => {
    expect(sizes('hour', all)).toEqual([
      ['2026-05-03T14:00:00.000Z', 3],
      ['2026-05-03T13:00:00.000Z', 1],
      ['2026-05-03T15:00:00.000Z', 1],
    ]);
  });

  it('takes the hours of the site’s time zone, where its clocks are off by half an hour too', () => {
    expect(sizes('hour', some, 'Asia/Kolkata')).toEqual([
      ['2026-05-03T13:30:00.000Z', 2],
      ['2026-05-03T14:30:00.000Z', 2],
    ]);
  });

  it('takes an hour, or what lies between two moments on the clocks of the site, the newest first', () => {
    expect(choose('hour', all, { groups: new Set(['2026-05-03T14:00:00.000Z']) })).toEqual(
      expect.arrayContaining(['Two', 'One', 'sealed']),
    );
    expect(choose('hour', some, { from: '2026-05-03T10:00', to: '2026-05-03T11:00' })).toEqual([
      'Two',
      'One',
    ]);
    expect(choose('hour', some, { from: '2026-05-03T11:00' })).toEqual(['Late']);
    expect(choose('hour', some, { to: '2026-05-03T10:00' })).toEqual(['Early']);
    expect(choose('hour', some, {})).toEqual([]);
  });

  it.each([
    ['2026-05-03T14:00', 'America/New_York', '2026-05-03T18:00:00.000Z'],
    ['2026-01-03T14:00', 'America/New_York', '2026-01-03T19:00:00.000Z'],
    ['2026-05-03T14:00', 'Asia/Kathmandu', '2026-05-03T08:15:00.000Z'],
    ['2026-03-08T01:59', 'America/New_York', '2026-03-08T06:59:00.000Z'],
    ['2026-03-08T03:00', 'America/New_York', '2026-03-08T07:00:00.000Z'],
    ['2026-11-01T03:00', 'America/New_York', '2026-11-01T08:00:00.000Z'],
  ])('reads %s in %s', (wall, timeZone, moment) => {
    expect(momentAt(wall, timeZone).toISOString()).toBe(moment);
  });
});

describe('choosing by what signatures have in common', () => {
  const some = several([
    { name: 'Ana Peña', email: 'a@Bad.Example', postalCode: '150-0002', country: 'JP' },
    { name: 'ANA  PENA', email: 'b@bad.example', postalCode: '１５０－０００２', country: 'JP' },
    { name: 'Bo', email: 'c@good.example', postalCode: '1500002' },
    { name: 'Mariana Penalver', email: 'd@good.example' },
    { name: 'Cy', email: 'e@good.example' },
  ]);

  it('lists every domain, in any spelling', () => {
    expect(sizes('domain', some)).toEqual([
      ['good.example', 3],
      ['bad.example', 2],
    ]);
  });

  it('lists only names and postal codes that occur more than once', () => {
    expect(sizes('name', some)).toEqual([['ana pena', 2]]);
    expect(sizes('postalCode', some)).toEqual([['JP 1500002', 2]]);
  });

  it('finds a part of a name, besides the chosen names, each signature once', () => {
    expect(choose('name', some, { contains: 'PEÑA' }).sort()).toEqual([
      'ANA  PENA',
      'Ana Peña',
      'Mariana Penalver',
    ]);
    expect(choose('name', some, { contains: 'cy', groups: new Set(['ana pena']) }).sort()).toEqual([
      'ANA  PENA',
      'Ana Peña',
      'Cy',
    ]);
    expect(choose('domain', some, { contains: 'cy', from: '2000-01-01T00:00' })).toEqual([]);
    expect(choose('name', some, { contains: '  ' })).toEqual([]);
  });

  it('knows nothing of what is sealed but its hour', () => {
    const sealed = [aSealed(ids[0] ?? '', '2026-05-03T14:00:00.000Z')];
    for (const way of ['domain', 'name', 'postalCode', 'address'] as const) {
      expect(sizes(way, sealed), way).toEqual([]);
    }
  });
});

describe('addresses like one another', () => {
  function families(emails: readonly string[]): string[][] {
    return byLikeness(several(emails.map((email) => ({ email })))).map(({ rows }) =>
      rows.map(({ supporter }) => supporter.email),
    );
  }

  it.each([
    ['numbers', ['ana1@x.example', 'ana2@x.example', 'Ana_33@X.example'], 3],
    ['dots and tags', ['a.na@x.example', 'ana+1@x.example', 'an.a+2@x.example'], 3],
    ['only digits', ['12345@qq.example', '67890@qq.example'], 2],
    [
      'one letter more, less or other',
      ['anamiller@x.example', 'anamilller@x.example', 'anamillerx@x.example'],
      3,
    ],
    ['one letter and numbers', ['anamiller7@x.example', 'anamileer@x.example', 'anamilker8@x.example'], 3],
  ])('are together with other %s', (_, emails, size) => {
    expect(families(emails).map((family) => family.length)).toEqual([size]);
  });

  it.each([
    ['at two domains', ['ana1@x.example', 'ana2@y.example']],
    ['two names that differ in one letter', ['anamiller@x.example', 'anamilner@x.example']],
    ['short names that differ in one letter', ['maria@x.example', 'marta@x.example', 'marla@x.example']],
    ['a tag only', ['+1@x.example', 'ana@x.example']],
  ])('are not %s', (_, emails) => {
    expect(families(emails)).toEqual([]);
  });

  it('do not grow into a chain of names that differ much', () => {
    const chain = ['abcdefgh', 'abcdefgx', 'abcdefyx', 'abcdezyx', 'abcdzzyx', 'abczzzyx'];
    expect(
      Math.max(0, ...families(chain.map((name) => `${name}@x.example`)).map((one) => one.length)),
    ).toBeLessThan(chain.length);
  });

  it('stand in one group each', () => {
    const family = families(
      ['annmiller1', 'anmiller2', 'annmiler3', 'annmiller4', 'annmille', 'anmilller', 'nmiller5'].map(
        (name) => `${name}@x.example`,
      ),
    ).flat();
    expect(family.length).toBeGreaterThan(3);
    expect(new Set(family).size).toBe(family.length);
  });

  it('are found among 20,000 without comparing each with each', () => {
    const emails = Array.from({ length: 20_000 }, (_, index) => {
      const letters = ids[index]?.replace(/\d/gu, (digit) => String.fromCodePoint(103 + Number(digit))) ?? '';
      return `${letters.slice(0, 14)}@mail.example`;
    });
    emails.splice(
      10_000,
      3,
      'zoe.miller1@mail.example',
      'zoe.millerr@mail.example',
      'zoe.milller@mail.example',
    );
    const signatures = several(emails.map((email) => ({ email })));
    let reads = 0;
    const counted = signatures.map((row) => ({
      ...row,
      get supporter() {
        reads += 1;
        return row.supporter;
      },
    }));
    expect(byLikeness(counted).map(({ rows }) => rows.length)).toEqual([3]);
    expect(reads).toBeLessThan(100_000);
  });
});

describe('hours with far more signatures than usual', () => {
  const start = Date.UTC(2026, 4, 1);
  const at = (hour: number, minute = 0) => ({
    signedAt: new Date(start + (hour * 60 + minute) * 60_000).toISOString(),
  });

  it('are those that the rule calls an alarm, empty hours counted, the newest first', () => {
    const usual = Array.from({ length: 100 }, (_, index) => [at(index), at(index, 1), at(index, 2)]).flat();
    const flood = (hour: number) => Array.from({ length: 40 }, (_, index) => at(hour, index));
    expect(busyHours(byHour(several([...usual, ...flood(50), ...flood(300)]), 'UTC'))).toEqual([
      { hour: '2026-05-13T12:00:00.000Z', count: 40, usual: 0 },
      { hour: '2026-05-03T02:00:00.000Z', count: 43, usual: 3 },
    ]);
  });

  it('are never a campaign’s first hour, nor the one after it: nothing tells what is usual', () => {
    const flood = (hour: number) => Array.from({ length: 40 }, (_, index) => at(hour, index));
    expect(busyHours(byHour(several([...flood(0), ...flood(1)]), 'UTC'))).toEqual([]);
    expect(busyHours(byHour(several([...flood(0), ...flood(2)]), 'UTC'))).toEqual([
      { hour: '2026-05-01T02:00:00.000Z', count: 40, usual: 0 },
    ]);
  });

  it('are none without signatures, and none where it is always so', () => {
    expect(busyHours(byHour([], 'UTC'))).toEqual([]);
    const steady = Array.from({ length: 29 * 48 }, (_, index) => at(Math.floor(index / 29), index % 29));
    expect(busyHours(byHour(several(steady), 'UTC'))).toEqual([]);
  });
});
