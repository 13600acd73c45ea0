import { signedNumbers } from '#i18n/signed-number.ts';
import type { WordKey } from '#i18n/translate.ts';
import type { DeskState, Session } from './desk-state.ts';
import { element } from './element.ts';
import { packetTotal } from './packet-total.ts';
import type { PublicCount } from './public-count.ts';
import { sumTable } from './sum-table.ts';

/**
 * Shows how the loaded signatures become the number on the page. Each difference has a row that says why it is
 * there.
 */
export function numberFigure(session: Session, desk: Shown): HTMLElement {
  const { campaign, loading, facts } = session;
  const { t } = desk;
  const loaded = [t('desk.number.loaded'), loading.signatures.size] as const;
  const table = sumTable(campaign, loaded, t('desk.number.sum'), t.locale);
  if (facts.count) goOn(table, session, facts.count, desk);
  return element(
    'div',
    { class: 'figure wide' },
    element('h3', {}, t('desk.number')),
    element('section', { class: 'scroll', tabindex: 0, 'aria-label': t('desk.number') }, table),
    element('div', {}, ...explained(session, desk).map((words) => element('p', {}, words))),
  );
}

type Shown = Pick<DeskState, 't' | 'timeZone'>;

/** Goes on from the sum to the number that the page shows, which then stands last. */
function goOn(table: HTMLTableElement, session: Session, published: PublicCount, desk: Shown): void {
  const [number, ...differences] = compared(session, published, desk);
  table.tFoot?.replaceWith(
    element('tbody', { class: 'sum' }, ...table.tFoot.rows),
    element('tbody', {}, ...differences),
    element('tfoot', {}, ...(number ? [number] : [])),
  );
}

/** The number that the page shows, and the rows between it and the sum. */
function compared(
  { campaign, loading, asOf }: Session,
  { count, online, erased, asOf: countedAt }: PublicCount,
  { t, timeZone }: Shown,
): HTMLElement[] {
  const signed = signedNumbers(t.locale, 'always');
  const numbers = new Intl.NumberFormat(t.locale);
  const clock = new Intl.DateTimeFormat(t.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const row = (words: string, number: string) =>
    element('tr', {}, element('th', { scope: 'row' }, words), element('td', {}, number));
  const differ = (key: WordKey, by: number) =>
    by === 0 ? [] : [row(t(key, { time: clock.format(asOf) }), signed(by))];
  const here = loading.signatures.size;
  return [
    row(t('desk.number.published', { time: clock.format(new Date(countedAt)) }), numbers.format(count)),
    ...differ(whyOnlineDiffers(campaign.exact, erased), online - here),
    // An editor changed these since this page was opened.
    ...differ('desk.number.edited', count - online - packetTotal(campaign, 0)),
  ];
}

function whyOnlineDiffers(isExact: boolean, erased: string | null): WordKey {
  if (!isExact) return 'desk.number.heldBack';
  return erased === null ? 'desk.number.later' : 'desk.number.gone';
}

/** What the rows leave open, in sentences. */
function explained({ campaign, facts, loading }: Session, { t }: Shown): string[] {
  const { count: published } = facts;
  if (!published) return [t('desk.number.unknown')];
  const words: string[] = [];
  if (campaign.elsewhere.length > 0) words.push(t('desk.number.elsewhere'));
  if (campaign.corrections.length > 0) words.push(t('desk.number.corrections'));
  if (!campaign.exact) words.push(t('desk.number.coarse'));
  else if (published.erased !== null) words.push(t('desk.number.erased'));
  else if (published.online !== loading.signatures.size) words.push(t('desk.number.since'));
  else words.push(t('desk.number.same'));
  words.push(
    published.setAside > 0 ? t('desk.number.setAside', { count: published.setAside }) : t('desk.aside.none'),
  );
  return words;
}
