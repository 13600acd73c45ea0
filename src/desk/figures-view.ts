import { countryNamesIn } from '#domain/country.ts';
import { isWordKey, type Translator } from '#i18n/translate.ts';
import { dayFigure } from './day-figure.ts';
import type { DeskState, DeskView } from './desk-state.ts';
import { element, find } from './element.ts';
import { dayByDay, postalCodeTally, signedTexts, tallyOf } from './figures.ts';
import { numberFigure } from './number-figure.ts';
import { partnerFigure } from './partner-figure.ts';
import { wantsNews } from './selection.ts';
import { tallyFigure } from './tally-figure.ts';
import { textFigure } from './text-figure.ts';

/** Shows a campaign's figures: total, days, places, languages, and how many want news. */
export class FiguresView implements DeskView {
  readonly #desk: DeskState;
  readonly #section: HTMLElement;

  constructor(desk: DeskState, section: HTMLElement) {
    this.#desk = desk;
    this.#section = section;
  }

  /** Removes all figures from the page. */
  clear(): void {
    for (const slot of ['#totals', '#basis', '#charts'])
      find(this.#section, slot, HTMLElement).replaceChildren();
  }

  learn(): void {
    this.render();
  }

  render(): void {
    const { session, t, timeZone } = this.#desk;
    if (!session) return;
    const { signatures } = session.loading;
    const open = signatures.open();
    const numbers = new Intl.NumberFormat(t.locale);
    const news = open.filter(wantsNews).length;
    const totals = [
      [t('desk.figures.signatures'), signatures.size],
      [t('desk.figures.news'), news],
      ...(signatures.sealedCount > 0 ? [[t('desk.figures.sealed'), signatures.sealedCount] as const] : []),
    ] as const;
    find(this.#section, '#totals', HTMLElement).replaceChildren(
      ...totals.map(([words, count]) =>
        element('div', {}, element('dt', {}, words), element('dd', {}, numbers.format(count))),
      ),
    );
    find(this.#section, '#basis', HTMLElement).textContent = t(`desk.basis.${session.campaign.basis}`);
    const days = dayByDay(signatures.all(), timeZone);
    const tallies = [
      ['desk.figures.countries', tallyOf(open, 'country'), countryNamesIn(t.locale)],
      ['desk.figures.postalCodes', postalCodeTally(open), (code: string) => code],
      ['desk.figures.languages', tallyOf(open, 'locale'), languageNamesIn(t.locale)],
      ['desk.figures.nameShown', tallyOf(open, 'nameShown'), (shown: string) => shownWords(shown, t)],
    ] as const;
    const vias = tallyOf(open, 'via');
    const hasPartners = session.campaign.partners.length > 0 || vias.some(({ value }) => value !== '');
    find(this.#section, '#charts', HTMLElement).replaceChildren(
      ...(days.length > 0 ? [dayFigure(days, t)] : []),
      numberFigure(session, this.#desk),
      ...(open.length > 0 ? [textFigure(signedTexts(open, timeZone), session.campaign, t)] : []),
      ...(hasPartners ? [partnerFigure(vias, session.campaign, t)] : []),
      ...tallies
        // A field that a campaign does not ask for has no figure.
        .filter(([, tally]) => tally.some(({ value }) => value !== ''))
        .map(([title, tally, nameOf]) => tallyFigure(t(title), tally, nameOf, t)),
    );
  }
}

/** The form's words for a choice of how to show a name. */
export function shownWords(shown: string, t: Translator): string {
  const key = `form.nameShown.${shown}`;
  return isWordKey(key) ? t(key) : shown;
}

function languageNamesIn(locale: string): (code: string) => string {
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  return (code) => names.of(code) ?? code;
}
