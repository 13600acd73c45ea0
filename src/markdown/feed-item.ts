import { defaultTreeAdapter, parseFragment, serialize } from 'parse5';
import type { CalendarDate } from '#domain/calendar-date.ts';
import { attribute, elementsOf } from '#html/elements.ts';

/**
 * A rendered text as feed readers show it, away from its page at `address`: links are whole, and pictures, whose files
 * have addresses of this site only, are left out.
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
 * The moment RSS wants for a date (RFC 822 knows no months): midday UTC of its first day, which is that day, and so
 * that month, in all but a few time zones. The item says in words what is known.
 */
export function toFeedDate(date: CalendarDate): Date {
  return new Date(`${date.length > 7 ? date : `${date}-01`}T12:00:00Z`);
}
