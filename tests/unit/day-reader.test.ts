import { describe, expect, it, vi } from 'vitest';
import { dayReader } from '#desk/day-reader.ts';
import { dayIn } from '#domain/calendar-date.ts';

const QUARTER_MS = 15 * 60_000;
/** Every quarter of an hour of eight days, in which many clocks change. */
const moments = ['2026-03-27', '2026-10-24', '2026-10-30'].flatMap((start) =>
  Array.from({ length: 8 * 96 }, (_, index) => new Date(Date.parse(start) + index * QUARTER_MS)),
);

describe('the days of signatures', () => {
  it.each(['UTC', 'America/New_York', 'Europe/Lisbon', 'Asia/Kathmandu', 'Asia/Beirut', 'Pacific/Apia'])(
    'are those of the calendar, while it is asked for a third of the quarters: %s',
    (timeZone) => {
      const expected = moments.map((moment) => dayIn(timeZone, moment));
      // Its type calls it a method, and it is a getter.
      const formats: { readonly format: unknown } = Intl.DateTimeFormat.prototype;
      const asked = vi.spyOn(formats, 'format', 'get');
      const dayOf = dayReader(timeZone);
      expect(moments.map((moment) => dayOf(moment.toISOString()))).toEqual(expected);
      const { length } = asked.mock.calls;
      asked.mockRestore();
      expect(length).toBeLessThan(moments.length / 3);
    },
  );
});
