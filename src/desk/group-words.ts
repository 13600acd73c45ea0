import { placeWords } from '#domain/place.ts';
import type { Translator } from '#i18n/translate.ts';
import { busyHours, HOUR_MS } from './busy-hours.ts';
import type { Way } from './choice.ts';
import { type Group, opened } from './grouping.ts';

/** So many addresses of a group show what they have in common. */
const EXAMPLES = 3;

/** Gives the words for groups of a way in a language, with the same formats for all of them. */
export function groupWords(
  way: Way,
  groups: readonly Group[],
  { t, timeZone }: { readonly t: Translator; readonly timeZone: string },
): (group: Group) => string {
  const typed = ({ rows }: Group) => opened(rows.slice(0, EXAMPLES)).map(({ supporter }) => supporter);
  switch (way) {
    case 'hour': {
      const hourOf = hourWords(t, timeZone);
      const busy = new Set(busyHours(groups).map(({ hour }) => hour));
      return ({ key }) => (busy.has(key) ? t('desk.aside.busy', { hour: hourOf(key) }) : hourOf(key));
    }
    case 'domain':
      return ({ key }) => key;
    case 'name':
      return (group) => typed(group)[0]?.name ?? '';
    case 'postalCode':
      return (group) => typed(group).map(placeWords)[0] ?? '';
    case 'address':
      return (group) => {
        const emails = typed(group).map(({ email }) => email);
        return group.rows.length > emails.length ? `${emails.join(', ')}, …` : emails.join(', ');
      };
  }
}

/** Gives an hour in words, from its start in ISO 8601 UTC: “May 3, 2026, 2:00 – 3:00 PM”. */
export function hourWords(t: Translator, timeZone: string): (hour: string) => string {
  const format = new Intl.DateTimeFormat(t.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  return (hour) => format.formatRange(Date.parse(hour), Date.parse(hour) + HOUR_MS);
}
