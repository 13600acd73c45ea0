import { partnerCalled } from '#domain/partner.ts';
import type { Translator } from '#i18n/translate.ts';
import type { DeskCampaign } from './desk-data.ts';
import { element } from './element.ts';
import type { Tally } from './figures.ts';
import { FEWEST_PER_PLACE } from './packet.ts';
import { shownPartners } from './partners.ts';
import { tallyFigure } from './tally-figure.ts';

/** Shows how many signed through which partner, with a list that may be published. */
export function partnerFigure(tallies: readonly Tally[], campaign: DeskCampaign, t: Translator): HTMLElement {
  const nameOf = (slug: string) =>
    partnerCalled(slug, campaign.partners)?.name ?? t('desk.partners.unknown', { slug });
  // Who came without a partner is no missing answer.
  const named = tallies.filter(({ value }) => value !== '');
  const direct = tallies.find(({ value }) => value === '')?.count ?? 0;
  const figure = tallyFigure(t('desk.partners'), named, nameOf, t);
  const list = element('textarea', { id: 'public-partners', readonly: true, rows: 4 });
  list.value = partnerList(campaign, tallies, t);
  const copied = element('p', { role: 'status' });
  const copy = element('button', { type: 'button', class: 'quiet' }, t('desk.partners.copy'));
  copy.addEventListener('click', () => {
    list.select();
    // Where the browser does not let it, the text is selected.
    navigator.clipboard
      .writeText(list.value)
      .then(() => (copied.textContent = t('desk.partners.copied')))
      .catch(() => {});
  });
  figure.append(
    element('p', {}, t('desk.partners.direct', { count: direct })),
    element(
      'div',
      { class: 'field' },
      element('label', { for: 'public-partners' }, t('desk.partners.list')),
      list,
      element('p', { class: 'buttons' }, copy),
      copied,
    ),
  );
  return figure;
}

/** The list for the public: one partner a line. */
export function partnerList(campaign: DeskCampaign, tallies: readonly Tally[], t: Translator): string {
  const numbers = new Intl.NumberFormat(t.locale);
  return shownPartners(campaign.partners, tallies)
    .map(({ name, count }) =>
      [
        name,
        count === null ? t('desk.partners.few', { count: FEWEST_PER_PLACE }) : numbers.format(count),
      ].join(': '),
    )
    .join('\n');
}
