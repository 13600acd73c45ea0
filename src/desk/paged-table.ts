import { find } from './element.ts';
import { pageOf, ROWS_PER_PAGE } from './signature-list.ts';

/** Writes a row. */
export type RowWriter<Row> = (row: Row) => HTMLTableRowElement;

/** A table in memory of which the document holds one page at a time. Two buttons turn the pages. */
export class PagedTable<Row> {
  readonly #root: HTMLElement;
  readonly #writer: () => RowWriter<Row>;
  #rows: readonly Row[] = [];
  #page = 1;

  /** `writer` makes one writer for each page, because formats are expensive. */
  constructor(root: HTMLElement, writer: () => RowWriter<Row>) {
    this.#root = root;
    this.#writer = writer;
    this.#button('previous').addEventListener('click', () => this.#turn(-1));
    this.#button('next').addEventListener('click', () => this.#turn(1));
  }

  /** Shows other rows, from the first page on. */
  show(rows: readonly Row[]): void {
    this.#rows = rows;
    this.#page = 1;
    this.render();
  }

  /** Writes the present page anew. */
  render(): void {
    const { rows, page, of } = pageOf(this.#rows, this.#page);
    this.#page = page;
    const write = this.#writer();
    const written = rows.map((row, index) => {
      const line = write(row);
      line.setAttribute('aria-rowindex', String((page - 1) * ROWS_PER_PAGE + index + 2));
      return line;
    });
    find(this.#root, 'tbody', HTMLElement).replaceChildren(...written);
    // The count includes the row of heads, as https://www.w3.org/TR/wai-aria/#aria-rowcount requires.
    find(this.#root, 'table', HTMLElement).ariaRowCount = String(this.#rows.length + 1);
    this.#root.hidden = this.#rows.length === 0;
    find(this.#root, '.turn', HTMLElement).hidden = of === 1;
    find(this.#root, '[data-page]', HTMLElement).textContent = `${page} / ${of}`;
    this.#button('previous').disabled = page === 1;
    this.#button('next').disabled = page === of;
  }

  #turn(step: number): void {
    this.#page += step;
    this.render();
    find(this.#root, '.scroll', HTMLElement).scrollTop = 0;
  }

  #button(turn: 'previous' | 'next'): HTMLButtonElement {
    return find(this.#root, `[data-turn=${turn}]`, HTMLButtonElement);
  }
}
