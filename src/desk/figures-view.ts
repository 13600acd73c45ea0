import { countryNamesIn } from '#domain/country.ts';
import { isWordKey, type Translator } from '#i18n/translate.ts';
import { dayFigure } from './day-figure.ts';
import { wordsIn } from './desk-data.ts';
import type { DeskState, DeskView, Session } from './desk-state.ts';
import { element, find } from './element.ts';
import { dayByDay, postalCodeTally, signedTexts, tallyOf } from './figures.ts';
import { numberFigure } from './number-figure.ts';
import { partnerFigure } from './partner-figure.ts';
import { recentFigure } from './recent-figure.ts';
import { AT_ONCE, Slices } from './slices.ts';
import { tallyFigure } from './tally-figure.ts';
import { textFigure } from './text-figure.ts';

/** Shows a campaign's figures: the last days first, then the number, days, texts, places and languages. */
export class FiguresView implements DeskView {
  readonly #desk: DeskState;
  readonly #section: HTMLElement;
  readonly #slices = new Slices();

  constructor(desk: DeskState, section: HTMLElement) {
    this.#desk = desk;
    this.#section = section;
  }

  /** Removes all figures from the page. */
  clear(): void {
    this.#slices.stop();
    for (const slot of ['#beginning', '#totals', '#basis', '#charts'])
      find(this.#section, slot, HTMLElement).replaceChildren();
  }

  learn(): void {
    this.render();
  }

  render(): void {
    const { session, t } = this.#desk;
    if (!session) return;
    const { signatures } = session.loading;
    find(this.#section, '#beginning', HTMLElement).replaceChildren(...beginning(session, t));
    find(this.#section, '#totals', HTMLElement).replaceChildren(
      ...(signatures.size > 0 ? [recentFigure(session, this.#desk)] : []),
    );
    find(this.#section, '#basis', HTMLElement).textContent = t(`desk.basis.${session.campaign.basis}`);
    const charts = this.#charts(session);
    if (signatures.size > AT_ONCE) this.#slices.startLater(charts);
    else this.#slices.start(charts);
  }

  /** Draws one figure after the other, so that no press waits for all. */
  *#charts(session: Session): Generator<undefined, void> {
    const { t, timeZone } = this.#desk;
    const { signatures } = session.loading;
    const open = signatures.open();
    const charts = find(this.#section, '#charts', HTMLElement);
    charts.replaceChildren(numberFigure(session, this.#desk));
    yield;
    // One signature makes no curve.
    if (signatures.size > 1) charts.append(dayFigure(dayByDay(signatures.all(), timeZone), t));
    yield;
    if (open.length > 0) charts.append(textFigure(signedTexts(open, timeZone), session.campaign, t));
    yield;
    const vias = tallyOf(open, 'via');
    const hasPartners = session.campaign.partners.length > 0 || vias.some(({ value }) => value !== '');
    if (hasPartners) charts.append(partnerFigure(vias, session.campaign, t));
    yield;
    const tallies = [
      ['desk.figures.countries', () => tallyOf(open, 'country'), countryNamesIn(t.locale)],
      ['desk.figures.postalCodes', () => postalCodeTally(open), (code: string) => code],
      ['desk.figures.languages', () => tallyOf(open, 'locale'), languageNamesIn(t.locale)],
      ['desk.figures.nameShown', () => tallyOf(open, 'nameShown'), (shown: string) => shownWords(shown, t)],
    ] as const;
    for (const [title, count, nameOf] of tallies) {
      const tally = count();
      // A field that a campaign does not ask for has no figure.
      if (tally.some(({ value }) => value !== '')) charts.append(tallyFigure(t(title), tally, nameOf, t));
      yield;
    }
  }
}

/** What to do while there is nothing to look at, or only one signature. */
function beginning({ loading: { signatures }, campaign }: Session, t: Translator): HTMLElement[] {
  if (signatures.size > 1) return [];
  if (signatures.size === 1) return [element('p', {}, t('desk.begin.one'))];
  const { page } = wordsIn(campaign, t.locale);
  const [before, after] = t.parts('desk.begin.page', '{link}');
  return [
    element('h3', {}, t('desk.begin.none')),
    element('p', {}, t('desk.begin.soon')),
    element(
      'ul',
      {},
      element('li', {}, before ?? '', element('a', { href: page }, t('desk.begin.link')), after ?? ''),
      element('li', {}, t('desk.begin.paper')),
      element('li', {}, t('desk.begin.try')),
    ),
  ];
}

/** The form's words for a choice of how to show a name. */
function shownWords(shown: string, t: Translator): string {
  const key = `form.nameShown.${shown}`;
  return isWordKey(key) ? t(key) : shown;
}

function languageNamesIn(locale: string): (code: string) => string {
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  return (code) => names.of(code) ?? code;
}
