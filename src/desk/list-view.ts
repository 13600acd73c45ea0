import type { OpenSignature } from '#domain/signature.ts';
import type { Translator } from '#i18n/translate.ts';
import type { DeskCampaign } from './desk-data.ts';
import type { DeskState } from './desk-state.ts';
import { element, find } from './element.ts';
import { cellWords } from './list-cells.ts';
import { ListFilters, WIDE } from './list-filters.ts';
import { ListRows } from './list-rows.ts';
import { PagedTable, type RowWriter } from './paged-table.ts';
import { isSameFilter, NO_FILTER } from './signature-filter.ts';
import {
  cellOf,
  filledColumns,
  LIST_COLUMNS,
  type ListColumn,
  NEWEST_FIRST,
  type Order,
} from './signature-list.ts';
import { SignatureOrder } from './signature-order.ts';
import { AT_ONCE, Slices } from './slices.ts';

/** The list of signatures. It searches and sorts in memory; the document holds one page at a time. */
export class ListView {
  readonly #desk: DeskState;
  readonly #section: HTMLElement;
  readonly #erase: (signature: OpenSignature) => void;
  readonly #filters: ListFilters;
  readonly #table: PagedTable<OpenSignature>;
  readonly #rows = new ListRows();
  readonly #slices = new Slices();
  #signatures: readonly OpenSignature[] = [];
  #columns: readonly ListColumn[] = LIST_COLUMNS;
  #order: Order = NEWEST_FIRST;
  #words: (value: string, column: ListColumn) => string = (value) => value;
  #by = new SignatureOrder('en', this.#words);
  /** The language and the campaign for which words and order were made. */
  #t: Translator | null = null;
  #campaign: DeskCampaign | undefined;
  #isOpened = false;

  constructor(desk: DeskState, section: HTMLElement, erase: (signature: OpenSignature) => void) {
    this.#desk = desk;
    this.#section = section;
    this.#erase = erase;
    this.#filters = new ListFilters(desk, section, () => this.#show());
    this.#table = new PagedTable(find(section, '#signatures', HTMLElement), () => this.#writer(), section);
    for (const button of section.querySelectorAll<HTMLElement>('[data-sort]')) {
      const column = columnCalled(button.dataset['sort']);
      if (column) button.addEventListener('click', () => this.#sortBy(column));
    }
    const chosen = find(section, '#list-order', HTMLSelectElement);
    chosen.addEventListener('input', () => {
      const [column, direction] = chosen.value.split(' ');
      this.#sort({
        column: columnCalled(column) ?? 'signedAt',
        direction: direction === 'descending' ? direction : 'ascending',
      });
    });
  }

  /** Puts the list in sight, below the buttons of the views. */
  open(): void {
    this.#say('');
    this.#isOpened = true;
  }

  /** Shows the current signatures with the current search, order and page. */
  render(): void {
    const { session, t, timeZone } = this.#desk;
    this.#signatures = session?.loading.signatures.open() ?? [];
    this.#columns = filledColumns(this.#signatures);
    if (t !== this.#t || session?.campaign !== this.#campaign) {
      this.#words = cellWords(t, timeZone, session?.campaign.partners ?? []);
      this.#by = new SignatureOrder(t.locale, this.#words);
      this.#t = t;
      this.#campaign = session?.campaign;
    }
    this.#filters.offer(this.#signatures, this.#columns);
    for (const button of this.#section.querySelectorAll<HTMLElement>('[data-sort]')) {
      const head = button.closest('th');
      if (head) head.hidden = !this.#columns.some((column) => column === button.dataset['sort']);
    }
    this.#markOrder();
    this.#show(true);
    if (this.#signatures.length > AT_ONCE) this.#slices.startLater(this.#by.preparing(this.#signatures));
    if (this.#isOpened) {
      // Only now is the page long enough to scroll.
      const top = matchMedia(WIDE).matches ? document.querySelector('#views') : this.#section;
      top?.scrollIntoView({ block: 'start', behavior: 'instant' });
      this.#isOpened = false;
    }
  }

  /** Removes the whole list from the page. */
  clear(): void {
    this.#filters.reset();
    this.#rows.clear();
    this.#slices.stop();
    this.#order = NEWEST_FIRST;
    this.#t = null;
    this.#table.show([]);
    this.render();
    this.#say('');
    find(this.#section, '#found', HTMLElement).textContent = '';
  }

  #sortBy(column: ListColumn): void {
    const isTurned = this.#order.column === column && this.#order.direction === 'ascending';
    this.#sort({ column, direction: isTurned ? 'descending' : 'ascending' });
  }

  #sort(order: Order): void {
    this.#order = order;
    this.#markOrder();
    this.#show();
  }

  #markOrder(): void {
    const { column, direction } = this.#order;
    for (const button of this.#section.querySelectorAll<HTMLElement>('[data-sort]')) {
      const isSorted = button.dataset['sort'] === column;
      button.closest('th')?.setAttribute('aria-sort', isSorted ? direction : 'none');
    }
    // Only the date has a choice for each direction. The others are named without one.
    const named = column === 'signedAt' ? direction : 'ascending';
    find(this.#section, '#list-order', HTMLSelectElement).value = `${column} ${named}`;
  }

  /** Shows what is searched for, from the first page on or at the present one. */
  #show(isSamePage = false): void {
    const { t, timeZone } = this.#desk;
    const { query, filter } = this.#filters;
    const found = this.#rows.rows({
      ...{ signatures: this.#signatures, by: this.#by, order: this.#order },
      ...{ filter, query, timeZone },
    });
    if (isSamePage) this.#table.replace(found);
    else this.#table.show(found);
    const values = { found: found.length, all: this.#signatures.length };
    find(this.#section, '#found', HTMLElement).textContent = t('desk.list.found', values);
    find(this.#section, '#show-all', HTMLElement).hidden = query === '' && isSameFilter(filter, NO_FILTER);
    if (!isSamePage) this.#say('');
  }

  #writer(): RowWriter<OpenSignature> {
    const { t } = this.#desk;
    const eraseWords = t('desk.list.erase');
    const heads = new Map(this.#columns.map((column) => [column, t(`desk.list.${column}`)]));
    return (signature) => {
      const erase = element('button', { type: 'button', class: 'quiet' }, eraseWords);
      erase.ariaLabel = `${eraseWords}: ${signature.supporter.name}`;
      erase.addEventListener('click', () => this.#erase(signature));
      const cells = this.#columns.map((column) => {
        const words = this.#words(cellOf(signature, column), column);
        const shown = words === '' ? [] : [element('bdi', {}, words)];
        return column === 'name'
          ? element('th', { scope: 'row', class: column }, ...shown)
          : element('td', { class: column, 'data-head': heads.get(column) }, ...shown);
      });
      return element('tr', {}, ...cells, element('td', { class: 'act' }, erase));
    };
  }

  /** What was said of an erasure leaves with the next step. */
  #say(words: string): void {
    find(this.#section, '[data-erased]', HTMLElement).textContent = words;
  }
}

function columnCalled(name: string | undefined): ListColumn | undefined {
  return LIST_COLUMNS.find((known) => known === name);
}
