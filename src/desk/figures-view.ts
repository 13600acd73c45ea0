import { countryNamesIn } from '#domain/country.ts';
import { isWordKey, type Translator } from '#i18n/translate.ts';
import type { DeskState } from './desk-state.ts';
import { dayFigure } from './day-figure.ts';
import { element, find } from './element.ts';
import { dayByDay, tallyOf } from './figures.ts';
import { wantsNews } from './selection.ts';
import { tallyFigure } from './tally-figure.ts';

/** The figures of a campaign: how many, when, from where, in which language, how many want news. */
export class FiguresView {
  readonly #desk: DeskState;
  readonly #section: HTMLElement;

  constructor(desk: DeskState, section: HTMLElement) {
    this.#desk = desk;
    this.#section = section;
  }

  /** Leaves no figure in the page. */
  clear(): void {
    for (const slot of ['#totals', '#charts']) find(this.#section, slot, HTMLElement).replaceChildren();
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
    const days = dayByDay([...open, ...signatures.sealed()], timeZone);
    const tallies = [
      ['desk.figures.countries', 'country', countryNamesIn(t.locale)],
      ['desk.figures.postalCodes', 'postalCode', (code: string) => code],
      ['desk.figures.languages', 'locale', languageNamesIn(t.locale)],
      ['desk.figures.nameShown', 'nameShown', (shown: string) => shownWords(shown, t)],
    ] as const;
    find(this.#section, '#charts', HTMLElement).replaceChildren(
      ...(days.length > 0 ? [dayFigure(days, t)] : []),
      ...tallies.flatMap(([title, field, nameOf]) => {
        const tally = tallyOf(open, field);
        // What a campaign does not ask for has no figure.
        return tally.some(({ value }) => value !== '') ? [tallyFigure(t(title), tally, nameOf, t)] : [];
      }),
    );
  }
}

/** The words for a choice of how a name may be shown, as the form says them. */
export function shownWords(shown: string, t: Translator): string {
  const key = `form.nameShown.${shown}`;
  return isWordKey(key) ? t(key) : shown;
}

function languageNamesIn(locale: string): (code: string) => string {
  const names = new Intl.DisplayNames(locale, { type: 'language' });
  return (code) => names.of(code) ?? code;
}
