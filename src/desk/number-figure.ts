import type { Translator } from '#i18n/translate.ts';
import type { Session } from './desk-state.ts';
import { element } from './element.ts';
import { sumTable } from './sum-table.ts';

/** Shows how the loaded signatures become the number on the page, and why the two may differ. */
export function numberFigure(session: Session, { t, timeZone }: Shown): HTMLElement {
  const { campaign, loading } = session;
  const loaded = [t('desk.number.loaded'), loading.signatures.size] as const;
  return element(
    'div',
    { class: 'figure' },
    element('h3', {}, t('desk.number')),
    element(
      'section',
      { class: 'scroll', tabindex: 0, 'aria-label': t('desk.number') },
      sumTable(campaign, loaded, t('desk.number.sum'), t.locale),
    ),
    element('div', {}, ...explained(session, { t, timeZone }).map((words) => element('p', {}, words))),
  );
}

interface Shown {
  readonly t: Translator;
  readonly timeZone: string;
}

/** What the page says, and what makes it say something else. */
function explained({ campaign, facts, loading }: Session, { t, timeZone }: Shown): string[] {
  const { count: published } = facts;
  if (!published) return [t('desk.number.unknown')];
  const clock = new Intl.DateTimeFormat(t.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const values = { count: published.count, time: clock.format(new Date(published.asOf)) };
  const words = [t('desk.number.published', values)];
  if (published.setAside > 0) words.push(t('desk.number.setAside', { count: published.setAside }));
  if (!campaign.exact) words.push(t('desk.number.coarse'));
  else if (published.erased !== null) words.push(t('desk.number.erased'));
  else if (published.online !== loading.signatures.size) words.push(t('desk.number.since'));
  return words;
}
