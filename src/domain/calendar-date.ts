import * as v from 'valibot';
import { calendarFault, isOnCalendar, isYearAlone, meantDate } from './typed-date.ts';

/** A day `2016-01-31`, or a month `2016-01` if the day is unknown (ISO 8601 calendar dates). */
export type CalendarDate = v.InferOutput<typeof CalendarDateSchema>;

const DATE = /^\d{4}-\d{2}(-\d{2})?$/u;
const SHAPE = 'must be a date such as 2016-01-31, or a month such as 2016-01';

/** The schema of a `CalendarDate`. It refuses days that do not exist, and years that stand for “never”. */
export const CalendarDateSchema = v.pipe(
  v.string(({ input }) => noDate(input)),
  v.regex(DATE, ({ input }) => noDate(input)),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed || !DATE.test(dataset.value)) return;
    const date = dataset.value;
    if (date < '1900' || date >= '3000')
      addIssue({
        message: 'is not a day of the years 1900 to 2999: write the day that is meant, or leave it out',
      });
    else if (!isOnCalendar(date))
      addIssue({ message: `is not a day of the calendar: ${calendarFault(date)}` });
  }),
);

function noDate(typed: unknown): string {
  if (isYearAlone(typed)) return 'is a year alone: write its month too, such as 2016-01';
  const meant = meantDate(typed);
  return meant === null ? SHAPE : `must be written with the year first: write {key}${meant}`;
}

/** The calendar day of `now` in an IANA time zone, as `2016-01-31`. */
export function dayIn(timeZone: string, now: Date): string {
  return calendarOf(timeZone)(now);
}

/** Like `dayIn`, for many moments. */
export function calendarOf(timeZone: string): (moment: Date) => string {
  const format = formats.get(timeZone) ?? newFormat(timeZone);
  return (moment) => format.format(moment);
}

/** The start of the hour of `moment` in an IANA time zone. Some zones are off UTC's hours by half an hour. */
export function hourIn(timeZone: string, moment: Date): Date {
  const parts = (clocks.get(timeZone) ?? newClock(timeZone)).formatToParts(moment);
  const read = (type: 'minute' | 'second') => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return new Date(
    moment.getTime() - moment.getMilliseconds() - (read('minute') * 60 + read('second')) * 1000,
  );
}

/**
 * Formats by time zone; a site has one. A new format costs a third of a sign request, fifty times one use.
 */
const formats = new Map<string, Intl.DateTimeFormat>();
const clocks = new Map<string, Intl.DateTimeFormat>();

function newFormat(timeZone: string): Intl.DateTimeFormat {
  // The locale en-CA writes ISO dates; CLDR keeps it so.
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  formats.set(timeZone, format);
  return format;
}

function newClock(timeZone: string): Intl.DateTimeFormat {
  const clock = new Intl.DateTimeFormat('en', { timeZone, minute: 'numeric', second: 'numeric' });
  clocks.set(timeZone, clock);
  return clock;
}

/** True if `day` is before the first day of `date`. */
export function isBefore(day: string, date: CalendarDate): boolean {
  return day.slice(0, date.length) < date;
}

/** True if `day` is after the last day of `date`. */
export function isAfter(day: string, date: CalendarDate): boolean {
  return day.slice(0, date.length) > date;
}

/** The last day of `date`, as `2016-01-31`. */
export function lastDayOf(date: CalendarDate): string {
  if (date.length > 7) return date;
  const firstOfMonth = new Date(`${date}-01T00:00:00Z`);
  firstOfMonth.setUTCMonth(firstOfMonth.getUTCMonth() + 1, 0);
  return firstOfMonth.toISOString().slice(0, 10);
}

/** The date in words of a locale: “January 31, 2016”, “enero de 2016”. */
export function inWords(date: CalendarDate, locale: string): string {
  const isDay = date.length > 7;
  const key = `${locale} ${isDay}`;
  const format = wordFormats.get(key) ?? newWords(locale, isDay);
  wordFormats.set(key, format);
  return format.format(new Date(isDay ? date : `${date}-01`));
}

/** A site has one or two for each of its languages. */
const wordFormats = new Map<string, Intl.DateTimeFormat>();

function newWords(locale: string, isDay: boolean): Intl.DateTimeFormat {
  const month = { year: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale, isDay ? { ...month, day: 'numeric' } : month);
}

/** Days are compared as text, so all of them have four digits for the year. */
const LAST_DAY = '9999-12-31';

/**
 * The day that follows `day` by a number of days: `2016-01-31` and 30 give `2016-03-01`. It stops at the last
 * day of four digits.
 */
export function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date <= new Date(LAST_DAY) ? date.toISOString().slice(0, 10) : LAST_DAY;
}
