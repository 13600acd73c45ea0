/*
 * Dates as people write them. Where only one day can be meant, it is given as an editor should write it.
 */

/** The day or month that a value means, as `2016-01-31` or `2016-01`; `null` if that is not certain. */
export function meantDate(typed: unknown): string | null {
  const text = asText(typed);
  if (text === null) return null;
  const numbers = byNumbers(text) ?? byNames(text);
  return numbers !== null && isOnCalendar(numbers) ? numbers : null;
}

/** True for a year without a month. */
export function isYearAlone(typed: unknown): boolean {
  return /^\d{4}$/u.test(asText(typed) ?? '');
}

/** True for a day or a month that is on the calendar. */
export function isOnCalendar(date: string): boolean {
  const day = date.length > 7 ? date : `${date}-01`;
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.valueOf()) && parsed.toISOString().startsWith(day);
}

/** Why a date in the right shape is none, to finish “is not a day of the calendar: …”. */
export function calendarFault(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  const swapped = `${year}-${day}-${month}`;
  if (day !== '' && Number(month) > 12 && isOnCalendar(swapped)) return `write {key}${swapped}`;
  if (Number(month) < 1 || Number(month) > 12) return 'its month goes from 01 to 12';
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return `the month ${year}-${month} goes from 01 to ${last}`;
}

function asText(typed: unknown): string | null {
  // YAML takes 20160131 for a number. A fraction is not certain: 2016.1 may have been 2016.10.
  if (typeof typed === 'number') return Number.isSafeInteger(typed) ? String(typed) : null;
  if (typeof typed !== 'string') return null;
  return typed
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[,;]$/u, '')
    .replace(/\p{Pd}/gu, '-')
    .replace(/^[\s\p{Pi}\p{Pf}\p{Ps}"']+|[\s\p{Pi}\p{Pf}\p{Pe}"']+$/gu, '')
    .replace(/\s*([-./])\s*/gu, '$1')
    .replace(/\s+/gu, ' ');
}

function byNumbers(text: string): string | null {
  const solid = /^(\d{4})(\d\d)(\d\d)?$/u.exec(text);
  if (solid) return toDate(solid[1], solid[2], solid[3]);
  const yearFirst = /^(\d{4})[-./ ](\d{1,2})(?:[-./ ](\d{1,2}))?(?:(?:T| )\d{1,2}:\d\d.*)?$/u.exec(text);
  if (yearFirst) {
    const [, year, second, third] = yearFirst;
    const isSwapped = third !== undefined && Number(second) > 12;
    return isSwapped ? toDate(year, third, second) : toDate(year, second, third);
  }
  const monthAndYear = /^(\d{1,2})[-./](\d{4})$/u.exec(text);
  if (monthAndYear) return toDate(monthAndYear[2], monthAndYear[1]);
  const yearLast = /^(\d{1,2})([-./])(\d{1,2})\2(\d{4})$/u.exec(text);
  if (!yearLast) return null;
  const [, first, sign, second, year] = yearLast;
  // Full stops come with the day first. With other signs both orders are in use.
  const isDayFirst = sign === '.' || Number(first) > 12 || first === second;
  if (isDayFirst) return toDate(year, second, first);
  return Number(second) > 12 ? toDate(year, first, second) : null;
}

/** Reads a month's name with a year, and perhaps a day: “Jan 31, 2016”, “31 de enero de 2016”. */
function byNames(text: string): string | null {
  const words = text.split(/[\s,./-]+/u).filter((word) => word !== '' && !FILLERS.has(plain(word)));
  const months = words.flatMap((word) => monthCalled(plain(word)) ?? []);
  const numbers = words.filter((word) => monthCalled(plain(word)) === null);
  const years = numbers.filter((word) => /^\d{4}$/u.test(word));
  const days = numbers.flatMap((word) => /^(\d{1,2})(?:st|nd|rd|th|er|º|°)?$/u.exec(word)?.[1] ?? []);
  const isWhole = months.length === 1 && years.length === 1 && days.length <= 1;
  return isWhole && 2 + days.length === words.length ? toDate(years[0], months[0], days[0]) : null;
}

const FILLERS = new Set(['de', 'del', 'of', 'the', 'el', 'on', 'den', 'le']);
const LANGUAGES = ['en', 'es', 'fr', 'de', 'pt', 'it', 'nl', 'ca'];

/** The months by their names, long and short, in languages of editors. */
let names: ReadonlyMap<string, string> | null = null;

function monthCalled(name: string): string | null {
  names ??= new Map(
    LANGUAGES.flatMap((language) =>
      (['long', 'short'] as const).flatMap((length) => {
        const format = new Intl.DateTimeFormat(language, { month: length, timeZone: 'UTC' });
        return Array.from(
          { length: 12 },
          (_, index) => [plain(format.format(Date.UTC(2016, index, 1))), String(index + 1)] as const,
        );
      }),
    ),
  );
  return names.get(name) ?? (name === 'sept' || name === 'set' ? '9' : null);
}

function plain(word: string): string {
  return word
    .normalize('NFD')
    .replace(/[\p{M}.]/gu, '')
    .toLowerCase();
}

function toDate(year = '', month = '', day?: string): string {
  const date = `${year}-${month.padStart(2, '0')}`;
  return day === undefined ? date : `${date}-${day.padStart(2, '0')}`;
}
