import { countryNamesIn } from '#domain/country.ts';
import { type Partner, partnerCalled } from '#domain/partner.ts';
import type { OpenSignature } from '#domain/signature.ts';
import type { Translator } from '#i18n/translate.ts';
import type { DeskState } from './desk-state.ts';
import { element, find } from './element.ts';
import { shownWords } from './figures-view.ts';
import {
  cellOf,
  LIST_COLUMNS,
  type ListColumn,
  NEWEST_FIRST,
  type Order,
  pageOf,
  ROWS_PER_PAGE,
  searched,
  sorted,
} from './signature-list.ts';

/** The list of signatures. It searches and sorts in memory; the document holds one page at a time. */
export class ListView {
  readonly #desk: DeskState;
  readonly #section: HTMLElement;
  readonly #erase: (signature: OpenSignature) => void;
  #signatures: readonly OpenSignature[] = [];
  #inOrder: readonly OpenSignature[] = [];
  #found: readonly OpenSignature[] = [];
  #order: Order = NEWEST_FIRST;
  #page = 1;

  constructor(desk: DeskState, section: HTMLElement, erase: (signature: OpenSignature) => void) {
    this.#desk = desk;
    this.#section = section;
    this.#erase = erase;
    find(section, '#search', HTMLInputElement).addEventListener('input', () => this.#search());
    for (const button of section.querySelectorAll<HTMLElement>('[data-sort]')) {
      const column = LIST_COLUMNS.find((known) => known === button.dataset['sort']);
      if (column) button.addEventListener('click', () => this.#sortBy(column));
    }
    find(section, '#previous', HTMLElement).addEventListener('click', () => this.#turnTo(this.#page - 1));
    find(section, '#next', HTMLElement).addEventListener('click', () => this.#turnTo(this.#page + 1));
  }

  /** Shows the current signatures with the current search, order and page. */
  render(): void {
    this.#signatures = this.#desk.session?.loading.signatures.open() ?? [];
    this.#sort();
  }

  /** Removes the whole list from the page. */
  clear(): void {
    find(this.#section, '#search', HTMLInputElement).value = '';
    this.#order = NEWEST_FIRST;
    this.#page = 1;
    this.render();
  }

  #sortBy(column: ListColumn): void {
    const isTurned = this.#order.column === column && this.#order.direction === 'ascending';
    this.#order = { column, direction: isTurned ? 'descending' : 'ascending' };
    this.#page = 1;
    this.#sort();
  }

  #sort(): void {
    this.#inOrder = sorted(this.#signatures, this.#order, this.#desk.t.locale);
    for (const button of this.#section.querySelectorAll<HTMLElement>('[data-sort]')) {
      const isSorted = button.dataset['sort'] === this.#order.column;
      button.closest('th')?.setAttribute('aria-sort', isSorted ? this.#order.direction : 'none');
    }
    this.#filter();
  }

  #search(): void {
    this.#page = 1;
    this.#filter();
  }

  #filter(): void {
    this.#found = searched(this.#inOrder, find(this.#section, '#search', HTMLInputElement).value);
    this.#show();
  }

  #turnTo(page: number): void {
    this.#page = page;
    this.#show();
    find(this.#section, '.scroll', HTMLElement).scrollTop = 0;
  }

  #show(): void {
    const { session, t, timeZone } = this.#desk;
    const { rows, page, of } = pageOf(this.#found, this.#page);
    this.#page = page;
    const write = cellWriter(t, timeZone, session?.campaign.partners ?? []);
    find(this.#section, 'tbody', HTMLElement).replaceChildren(
      ...rows.map((row, index) => this.#row(row, index, write)),
    );
    // The count includes the row of heads, as https://www.w3.org/TR/wai-aria/#aria-rowcount requires.
    find(this.#section, 'table', HTMLElement).ariaRowCount = String(this.#found.length + 1);
    const values = { found: this.#found.length, all: this.#signatures.length, page, of };
    find(this.#section, '#found', HTMLElement).textContent = t('desk.list.found', values);
    find(this.#section, '#previous', HTMLButtonElement).disabled = page === 1;
    find(this.#section, '#next', HTMLButtonElement).disabled = page === of;
  }

  #row(signature: OpenSignature, index: number, write: CellWriter): HTMLTableRowElement {
    const erase = element('button', { type: 'button', class: 'quiet' }, write.erase);
    erase.ariaLabel = `${write.erase}: ${signature.supporter.name}`;
    erase.addEventListener('click', () => this.#erase(signature));
    return element(
      'tr',
      { 'aria-rowindex': (this.#page - 1) * ROWS_PER_PAGE + index + 2 },
      ...LIST_COLUMNS.map((column) =>
        column === 'name'
          ? element('th', { scope: 'row' }, element('bdi', {}, write.cell(signature, column)))
          : element('td', { class: column }, element('bdi', {}, write.cell(signature, column))),
      ),
      element('td', {}, erase),
    );
  }
}

interface CellWriter {
  readonly erase: string;
  cell(signature: OpenSignature, column: ListColumn): string;
}

/** Writes cells in a language. Each page of the list makes one writer, because formats are expensive. */
function cellWriter(t: Translator, timeZone: string, partners: readonly Partner[]): CellWriter {
  const format = new Intl.DateTimeFormat(t.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const countryName = countryNamesIn(t.locale);
  const cell = (signature: OpenSignature, column: ListColumn) => {
    const text = cellOf(signature, column);
    switch (column) {
      case 'signedAt':
        return format.format(new Date(text));
      case 'country':
        return countryName(text);
      case 'updates':
        return t(signature.supporter.updates ? 'desk.list.yes' : 'desk.list.no');
      case 'nameShown':
        return shownWords(text, t);
      case 'via':
        return partnerCalled(text, partners)?.name ?? text;
      default:
        return text;
    }
  };
  return { erase: t('desk.list.erase'), cell };
}
