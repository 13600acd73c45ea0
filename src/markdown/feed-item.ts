import { defaultTreeAdapter, parseFragment, serialize } from 'parse5';
import type { CalendarDate } from '#domain/calendar-date.ts';
import { attribute, elementsOf } from '#html/elements.ts';

/**
 * A rendered text for feed readers. Links become absolute from the page's `address`. Pictures are removed,
 * because their files have addresses only on this site.
 */
export function toFeedHtml(html: string, address: string): string {
  const fragment = parseFragment(html);
  for (const element of Array.from(elementsOf(fragment))) {
    const href = element.tagName === 'a' ? attribute(element, 'href') : undefined;
    if (href !== undefined) {
      element.attrs = [{ name: 'href', value: new URL(href, address).href }];
    }
    if (['img', 'picture', 'source'].includes(element.tagName)) defaultTreeAdapter.detachNode(element);
  }
  return serialize(fragment);
}

/**
 * The RSS moment of a date: midday UTC of its first day, because RFC 822 has no months. It falls on that day
 * in nearly all time zones. News of this morning is from `now`: readers hide what is from the future. The
 * item's words give the exact date.
 */
export function toFeedDate(date: CalendarDate, now: Date = new Date()): Date {
  const midday = new Date(`${date.length > 7 ? date : `${date}-01`}T12:00:00Z`);
  return midday < now ? midday : now;
}
