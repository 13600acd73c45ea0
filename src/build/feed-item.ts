import { defineHastPlugin, markdownToHtml } from 'satteri';
import type { CalendarDate } from '#domain/calendar-date.ts';

/**
 * A text as feed readers show it, away from its page at `address`: links are whole, and images are left out, because
 * their files are known to the page only.
 */
export function toFeedHtml(markdown: string, address: string): string {
  const plugin = defineHastPlugin({
    name: 'feed-item',
    element: [
      {
        filter: ['a'],
        visit: (node, context) => {
          const { href } = node.properties;
          if (typeof href === 'string') context.setProperty(node, 'href', new URL(href, address).href);
        },
      },
      { filter: ['img'], visit: (node, context) => context.removeNode(node) },
    ],
  });
  return markdownToHtml(markdown, { hastPlugins: [plugin], features: { smartPunctuation: true } }).html;
}

/**
 * The moment RSS wants for a date (RFC 822 knows no months): midday UTC of its first day, which is that day, and so
 * that month, in all but a few time zones. The item says in words what is known.
 */
export function toFeedDate(date: CalendarDate): Date {
  return new Date(`${date.length > 7 ? date : `${date}-01`}T12:00:00Z`);
}
