import { dayIn } from '#domain/calendar-date.ts';
import { countryNamesIn } from '#domain/country.ts';
import type { OpenSignature } from '#domain/signature.ts';
import type { DeskState } from './desk-state.ts';
import { element, find } from './element.ts';
import { tallyOf } from './figures.ts';
import { DAY_CHOICES, daysOf, type Filter } from './signature-filter.ts';
import type { ListColumn } from './signature-list.ts';

/** The widths at which rows stand in a table, and the filters beside the search. The style sheet has the same. */
export const WIDE = '(min-width: 78rem)';

/** Stands for those who gave no country. An empty value stands for all. */
const NOT_GIVEN = '-';

/** The fields that narrow the list: the search, and the filters. */
export class ListFilters {
  readonly #desk: DeskState;
  readonly #section: HTMLElement;
  readonly #changed: () => void;

  /** It calls `changed` when something else is searched for. */
  constructor(desk: DeskState, section: HTMLElement, changed: () => void) {
    this.#desk = desk;
    this.#section = section;
    this.#changed = changed;
    for (const part of ['#search', '#filters']) {
      find(section, part, HTMLElement).addEventListener('input', ({ target }) => {
        if (target !== this.#select('#list-order')) this.#read();
      });
    }
    find(section, '#show-all', HTMLElement).addEventListener('click', () => {
      this.reset();
      this.#changed();
      this.#input('#search').focus();
    });
    const wide = matchMedia(WIDE);
    const fit = () => (find(section, '#filters', HTMLDetailsElement).open = wide.matches);
    wide.addEventListener('change', fit);
    fit();
  }

  /** What is typed into the search. */
  get query(): string {
    return this.#input('#search').value;
  }

  get filter(): Filter {
    const choice = this.#select('#list-days').value;
    const country = this.#select('#list-country').value;
    return {
      ...daysOf(
        DAY_CHOICES.find((known) => known === choice) ?? 'any',
        this.#input('#list-day').value,
        dayIn(this.#desk.timeZone, this.#desk.session?.asOf ?? new Date()),
      ),
      country: country === '' ? null : country === NOT_GIVEN ? '' : country,
      postalCode: this.#input('#list-postal-code').value,
      withComment: this.#input('#list-comment').checked,
      wantsNews: this.#input('#list-updates').checked,
    };
  }

  /** Offers only filters of what somebody gave, and only countries that somebody gave. */
  offer(signatures: readonly OpenSignature[], columns: readonly ListColumn[]): void {
    for (const part of this.#section.querySelectorAll<HTMLElement>('.filters [data-column]')) {
      part.hidden = !columns.some((column) => column === part.dataset['column']);
    }
    const { t } = this.#desk;
    const country = this.#select('#list-country');
    const { value } = country;
    const nameOf = countryNamesIn(t.locale);
    const order = new Intl.Collator(t.locale);
    const options = tallyOf(signatures, 'country')
      .map(({ value: code, count }) => ({ code, count, name: code && nameOf(code) }))
      .sort((a, b) => order.compare(a.name, b.name))
      .map(({ code, count, name }) => {
        const words = code === '' ? t('desk.figures.notGiven') : name;
        return element('option', { value: code || NOT_GIVEN }, t('desk.list.country.one', { words, count }));
      });
    country.replaceChildren(element('option', { value: '' }, t('desk.list.country.all')), ...options);
    country.value = value;
    // Nobody from there is left.
    if (country.selectedIndex < 0) country.value = '';
  }

  /** Lets everything through again. */
  reset(): void {
    for (const field of ['#search', '#list-day', '#list-postal-code']) this.#input(field).value = '';
    for (const box of ['#list-comment', '#list-updates']) this.#input(box).checked = false;
    this.#select('#list-days').value = 'any';
    this.#select('#list-country').value = '';
    this.#showDay();
  }

  #read(): void {
    this.#showDay();
    this.#changed();
  }

  /** The field for a day is there where a day is chosen. */
  #showDay(): void {
    const isTyped = this.#select('#list-days').value === 'day';
    this.#input('#list-day').closest<HTMLElement>('.field')?.toggleAttribute('hidden', !isTyped);
  }

  #input(selector: string): HTMLInputElement {
    return find(this.#section, selector, HTMLInputElement);
  }

  #select(selector: string): HTMLSelectElement {
    return find(this.#section, selector, HTMLSelectElement);
  }
}
