import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayIn, isAfter, isBefore, lastDayOf } from '#domain/calendar-date.ts';
import { stateOf } from '#domain/campaign.ts';
import { toCount } from '#domain/count.ts';
import { aCampaign } from './a-campaign.ts';
import { aTally } from './a-tally.ts';

describe('the state of a campaign', () => {
  const newYork = 'America/New_York';

  it('is its status unless it is active', () => {
    for (const status of ['draft', 'paused', 'closed', 'won'] as const) {
      expect(
        stateOf(aCampaign({ status, closes: '2000-01', opens: '2999-01' }), newYork, new Date()),
        status,
      ).toBe(status);
    }
  });

  it('lasts through its last day, whole, in the site’s time zone', () => {
    const campaign = aCampaign({ closes: '2016-01-31' });
    expect(stateOf(campaign, newYork, new Date('2016-02-01T04:59:59Z'))).toBe('active');
    expect(stateOf(campaign, newYork, new Date('2016-02-01T05:00:00Z'))).toBe('closed');
  });

  it('begins with its first day, or the first of its month', () => {
    const campaign = aCampaign({ opens: '2016-02' });
    expect(stateOf(campaign, newYork, new Date('2016-02-01T04:59:59Z'))).toBe('notOpenYet');
    expect(stateOf(campaign, newYork, new Date('2016-02-01T05:00:00Z'))).toBe('active');
    expect(stateOf(campaign, newYork, new Date('2016-03-15T05:00:00Z'))).toBe('active');
  });
});

describe('a calendar date', () => {
  const day = fc
    .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  it('is never before and after one day at once, and neither on the day itself or in the month', () => {
    fc.assert(
      fc.property(day, day, (one, other) => {
        for (const date of [other, other.slice(0, 7)])
          expect(isBefore(one, date) && isAfter(one, date), date).toBe(false);
        expect([isBefore(one, one), isAfter(one, one)]).toEqual([false, false]);
        expect([isBefore(one, one.slice(0, 7)), isAfter(one, one.slice(0, 7))]).toEqual([false, false]);
      }),
    );
  });

  it('of a month ends with the month’s last day', () => {
    expect(['2016-02', '2015-02', '2016-12', '2016-01-30'].map(lastDayOf)).toEqual([
      '2016-02-29',
      '2015-02-28',
      '2016-12-31',
      '2016-01-30',
    ]);
  });

  it('is another one in another time zone', () => {
    const now = new Date('2016-01-31T23:30:00Z');
    expect([dayIn('UTC', now), dayIn('Asia/Tokyo', now)]).toEqual(['2016-01-31', '2016-02-01']);
  });
});

describe('the count', () => {
  it('is online + elsewhere + corrections, and never below zero', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.array(fc.integer({ min: 1, max: 9999 })),
        fc.array(fc.integer({ max: -1, min: -9999 })),
        (online, elsewhere, cut) => {
          const campaign = aCampaign({
            elsewhere: elsewhere.map((count) => ({ count, source: 'paper', date: '2016-01' })),
            corrections: cut.map((count) => ({ count, reason: 'tests', date: '2016-01' })),
          });
          const sum = [online, ...elsewhere, ...cut].reduce((a, b) => a + b, 0);
          expect(toCount(campaign, aTally({ online }), true).count).toBe(Math.max(0, sum));
        },
      ),
    );
  });
});
