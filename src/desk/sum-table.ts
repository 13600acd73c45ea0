import { inWords } from '#domain/calendar-date.ts';
import { signedNumbers } from '#i18n/signed-number.ts';
import type { DeskCampaign } from './desk-data.ts';
import { element } from './element.ts';
import { packetTotal } from './packet-total.ts';

/** How the signatures of the page, those from elsewhere and the corrections add up. `online` comes first. */
export function sumTable(
  campaign: DeskCampaign,
  online: readonly [words: string, count: number],
  sumWords: string,
  locale: string,
): HTMLTableElement {
  const signed = signedNumbers(locale, 'negative');
  const dated = (words: string, date: string) => `${words}, ${inWords(date, locale)}`;
  const rows = [
    online,
    ...campaign.elsewhere.map(({ source, date, count }) => [dated(source, date), count] as const),
    ...campaign.corrections.map(({ reason, date, count }) => [dated(reason, date), count] as const),
  ];
  const row = (words: string, count: number) =>
    element('tr', {}, element('th', { scope: 'row' }, words), element('td', {}, signed(count)));
  return element(
    'table',
    { class: 'numbers' },
    element('tbody', {}, ...rows.map(([words, count]) => row(words, count))),
    element('tfoot', {}, row(sumWords, packetTotal(campaign, online[1]))),
  );
}
