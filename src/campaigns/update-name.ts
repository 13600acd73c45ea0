import * as v from 'valibot';
import { type CalendarDate, CalendarDateSchema } from '#domain/calendar-date.ts';
import { isLanguageTag } from '#domain/locale-tag.ts';
import { meantLocale } from '#domain/meant-locale.ts';
import { nearestSlug } from '#domain/slug.ts';
import { calendarFault, isOnCalendar, meantDate } from '#domain/typed-date.ts';
import type { SiteFrame } from './site-frame.ts';
import { endingFault, isTextName, localeFault, renaming } from './text-name.ts';

/** The parts of an update's name, or what is wrong with it; `null` for a file that is no text. */
export type UpdateName =
  | { readonly kind: 'update'; readonly name: string; readonly date: CalendarDate; readonly locale: string }
  | { readonly kind: 'mistaken'; readonly message: string }
  | null;

const NAME =
  /^(?<name>(?<date>\d{4}-\d{2}(?:-\d{2}(?=-))?)-(?!\d{1,2}[.-])[a-z0-9-]+)\.(?<locale>[^.]+)\.md$/u;

/** Judges the name of an update, such as `2016-01-31-thanks.en.md`. `names` are those in its folder. */
export function judgeUpdateName(fileName: string, names: readonly string[], frame: SiteFrame): UpdateName {
  if (!isTextName(fileName)) return null;
  const ending = endingFault(fileName, names);
  if (ending !== null) return { kind: 'mistaken', message: ending };
  const { name, date, locale } = NAME.exec(fileName)?.groups ?? {};
  if (!name || !date || !locale || !v.is(CalendarDateSchema, date))
    return { kind: 'mistaken', message: nameFault(fileName, names, frame) };
  const fault = localeFault(locale, frame, (right) => `${name}.${right}.md`, names);
  return fault === null ? { kind: 'update', name, date, locale } : { kind: 'mistaken', message: fault };
}

function nameFault(fileName: string, names: readonly string[], frame: SiteFrame): string {
  const { date, rest, locale } = partsOf(fileName, frame);
  const language = locale ?? frame.defaultLocale ?? 'en';
  const name = nearestSlug(rest) ?? 'thanks';
  const is = 'The file is not named as an update';
  if (date === '')
    return `${is}, because it has no date: put its day before its name, such as 2016-01-31-${name}.${language}.md`;
  const meant = meantDate(date);
  if (meant === null || !v.is(CalendarDateSchema, meant)) return `${is}, because ${date} ${dateFault(date)}`;
  const right = `${meant}-${name}.${language}.md`;
  if (rest === '') return `${is}, because no name follows its date: give it one, such as ${right}`;
  return locale === null
    ? `${is}, because it names no language: ${renaming(right, names)}`
    : `${is}: ${renaming(right, names)}`;
}

function dateFault(date: string): string {
  if (/^\d{4}-\d\d(?:-\d\d)?$/u.test(date) && !isOnCalendar(date))
    return `is not a day of the calendar: ${calendarFault(date).replace('{key}', '')}`;
  return 'is no day: begin it with the year, such as 2016-01-31';
}

/** Takes a name apart, whatever signs stand between its parts. */
function partsOf(fileName: string, frame: SiteFrame) {
  const whole = fileName.slice(0, -'.md'.length);
  const [, date = ''] =
    /^(\d{4}[-_. ]?\d{1,2}(?:[-_. ]?\d{1,2}(?!\d))?|\d{1,2}[-_.]\d{1,2}[-_.]\d{4})/u.exec(whole) ?? [];
  const behind = whole.slice(date.length);
  const [, body = behind, tail = ''] = /^(.*)[-_. ]([^-_. ]+)$/su.exec(behind) ?? [];
  const locale = isLocaleOf(tail, frame) ? meantLocale(tail) : null;
  return {
    date: date.replace(/[_. ]/gu, '-'),
    rest: (locale === null ? behind : body).replace(/^[-_. ]+/u, ''),
    locale,
  };
}

/** A word at the end of a name counts as a language only if the site speaks it. */
function isLocaleOf(word: string, { locales }: SiteFrame): boolean {
  const meant = meantLocale(word);
  if (meant === null) return false;
  return locales === null ? isLanguageTag(word) : locales.includes(meant);
}
