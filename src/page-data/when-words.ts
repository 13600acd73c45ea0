import { type CalendarDate, inWords } from '#domain/calendar-date.ts';
import type { Translator } from '#i18n/translate.ts';

/** A day or a month in words that say when something was. */
export function whenWords(date: CalendarDate, t: Translator): string {
  return t(date.length > 7 ? 'counting.on.day' : 'counting.on.month', { date: inWords(date, t.locale) });
}
