import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayByDay } from '#desk/figures.ts';
import { selected } from '#desk/selection.ts';
import { dayIn, hourIn } from '#domain/calendar-date.ts';
import { toSealedSignature } from '#sealing/sealed-signature.ts';
import { aSignature } from '../store/a-signature.ts';

const OFF_THE_HOUR = ['Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Eucla', 'America/St_Johns'];
/** Lord Howe turns its clocks by half an hour, Havana and Beirut at midnight. */
const TURNING = ['America/New_York', 'Australia/Lord_Howe', 'America/Havana', 'Asia/Beirut', 'Pacific/Apia'];
const ZONES = [...OFF_THE_HOUR, ...TURNING, 'UTC', 'Pacific/Kiritimati'];

const HOUR_MS = 3_600_000;

const signed = (signedAt: string) => aSignature({ signedAt });

const sealedAt = (signedAt: string, timeZone: string) =>
  toSealedSignature(signed(signedAt), new Uint8Array(), timeZone);

describe('the time of a sealed signature', () => {
  it.each([
    ['2026-05-01T18:40:12.345Z', 'Asia/Kolkata', '2026-05-01T18:30:00.000Z'],
    ['2026-05-01T18:25:00.000Z', 'Asia/Kathmandu', '2026-05-01T18:15:00.000Z'],
    ['2026-05-01T15:14:59.999Z', 'Australia/Eucla', '2026-05-01T14:15:00.000Z'],
    ['2026-05-01T15:15:00.000Z', 'Australia/Eucla', '2026-05-01T15:15:00.000Z'],
    ['2026-05-01T12:34:56.789Z', 'America/New_York', '2026-05-01T12:00:00.000Z'],
    ['2026-11-01T05:59:59.000Z', 'America/New_York', '2026-11-01T05:00:00.000Z'],
    ['2026-11-01T06:30:00.000Z', 'America/New_York', '2026-11-01T06:00:00.000Z'],
    ['2026-05-01T13:45:00.000Z', 'Australia/Lord_Howe', '2026-05-01T13:30:00.000Z'],
  ])('%s in %s is %s', (signedAt, timeZone, hour) => {
    expect(sealedAt(signedAt, timeZone).signedAt).toBe(hour);
  });

  it('stays on its day in every zone, less than an hour earlier', () => {
    const moment = fc.date({ min: new Date('2011-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, fc.constantFrom(...ZONES), (signedAt, timeZone) => {
        const hour = hourIn(timeZone, signedAt);
        expect(dayIn(timeZone, hour), timeZone).toBe(dayIn(timeZone, signedAt));
        expect(signedAt.getTime() - hour.getTime()).toBeGreaterThanOrEqual(0);
        expect(signedAt.getTime() - hour.getTime()).toBeLessThan(HOUR_MS);
        // Where clocks turn back by half an hour, an hour once a year begins in the middle of another.
        const again = timeZone === 'Australia/Lord_Howe' ? hour : hourIn(timeZone, hour);
        expect(again, timeZone).toEqual(hour);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the days of the desk', () => {
  it.each([
    ['Asia/Kolkata', '2026-05-01T18:29:59Z', '2026-05-01T18:30:00Z'],
    ['Asia/Kathmandu', '2026-05-01T18:14:59Z', '2026-05-01T18:15:00Z'],
    ['Australia/Eucla', '2026-05-01T15:14:59Z', '2026-05-01T15:15:00Z'],
  ])('in %s begin at its midnight, for open and sealed signatures', (timeZone, before, after) => {
    const sealed = [before, after].map((at) => sealedAt(at, timeZone));
    const all = [signed(before), signed(after), ...sealed];
    expect(dayByDay(all, timeZone)).toEqual([
      { day: '2026-05-01', count: 2, total: 2 },
      { day: '2026-05-02', count: 2, total: 4 },
    ]);
    const chosen = selected(all, { who: 'all', from: '2026-05-02', to: '' }, timeZone);
    expect(chosen.map(({ signedAt }) => dayIn(timeZone, new Date(signedAt)))).toEqual([
      '2026-05-02',
      '2026-05-02',
    ]);
  });

  it.each([
    ['America/New_York', '2026-03-08', ['2026-03-08T05:00:00Z', '2026-03-09T03:59:59Z']],
    ['America/New_York', '2026-11-01', ['2026-11-01T04:00:00Z', '2026-11-02T04:59:59Z']],
    ['Australia/Lord_Howe', '2026-10-04', ['2026-10-03T13:30:00Z', '2026-10-04T12:59:59Z']],
    ['America/Havana', '2026-03-08', ['2026-03-08T05:00:00Z', '2026-03-09T03:59:59Z']],
  ])('in %s have 23 or 25 hours as the clocks turn on %s', (timeZone, day, moments) => {
    expect(dayByDay(moments.map(signed), timeZone)).toEqual([{ day, count: 2, total: 2 }]);
  });
});
