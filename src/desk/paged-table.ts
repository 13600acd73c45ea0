import { find } from './element.ts';
import { pageOf, ROWS_PER_PAGE } from './signature-list.ts';

/** Writes a row. */
export type RowWriter<Row> = (row: Row) => HTMLTableRowElement;

/** A table in memory of which the document holds one page at a time. Pagers turn the pages, or go to one. */
export class PagedTable<Row> {
  readonly #root: HTMLElement;
  readonly #pagers: readonly HTMLElement[];
  readonly #writer: () => RowWriter<Row>;
  #rows: readonly Row[] = [];
  #page = 1;

  /**
   * `writer` makes one writer for each page, because formats are expensive. `frame` holds the pagers, where they stand
   * outside of `root`.
   */
  constructor(root: HTMLElement, writer: () => RowWriter<Row>, frame = root) {
    this.#root = root;
    this.#writer = writer;
    this.#pagers = [...frame.querySelectorAll<HTMLElement>('.turn')];
    for (const pager of this.#pagers) {
      const field = pageField(pager);
      button(pager, 'previous').addEventListener('click', () => this.#turn(pager, 'previous'));
      button(pager, 'next').addEventListener('click', () => this.#turn(pager, 'next'));
      field.addEventListener('change', () => this.#goTo(field.valueAsNumber || this.#page));
    }
    nameRoles(find(root, 'table', HTMLElement));
  }

  /** Shows other rows, from the first page on. */
  show(rows: readonly Row[]): void {
    this.#page = 1;
    this.replace(rows);
  }

  /** Shows other rows, and stays at its page. */
  replace(rows: readonly Row[]): void {
    this.#rows = rows;
    this.render();
  }

  /** Writes the present page anew. What had the focus in a row gives it to the row in its place. */
  render(): void {
    const { rows, page, of } = pageOf(this.#rows, this.#page);
    this.#page = page;
    const write = this.#writer();
    const written = rows.map((row, index) => {
      const line = write(row);
      line.setAttribute('aria-rowindex', String((page - 1) * ROWS_PER_PAGE + index + 2));
      nameRoles(line);
      return line;
    });
    const body = find(this.#root, 'tbody', HTMLElement);
    const focused = [...body.children].findIndex((line) => line.contains(document.activeElement));
    body.replaceChildren(...written);
    if (focused >= 0) focusIn(written[Math.min(focused, written.length - 1)]);
    // The count includes the row of heads, as https://www.w3.org/TR/wai-aria/#aria-rowcount requires.
    find(this.#root, 'table', HTMLElement).ariaRowCount = String(this.#rows.length + 1);
    this.#root.hidden = this.#rows.length === 0;
    for (const pager of this.#pagers) showPage(pager, page, of);
  }

  /** Turns one page. The first pager takes over from another, so that the new page is read from its top. */
  #turn(pager: HTMLElement, to: Turn): void {
    this.#goTo(this.#page + (to === 'next' ? 1 : -1));
    const first = this.#pagers[0] ?? pager;
    if (first !== pager) first.scrollIntoView({ block: 'start', behavior: 'instant' });
    const pressed = button(first, to);
    // A button that can do nothing more cannot have the focus.
    const other = button(first, to === 'next' ? 'previous' : 'next');
    (pressed.disabled ? other : pressed).focus({ preventScroll: true });
  }

  #goTo(page: number): void {
    this.#page = page;
    this.render();
    find(this.#root, '.scroll', HTMLElement).scrollTop = 0;
  }
}

type Turn = 'previous' | 'next';

function button(pager: HTMLElement, turn: Turn): HTMLButtonElement {
  return find(pager, `[data-turn=${turn}]`, HTMLButtonElement);
}

function pageField(pager: HTMLElement): HTMLInputElement {
  return find(pager, 'input', HTMLInputElement);
}

function showPage(pager: HTMLElement, page: number, of: number): void {
  pager.hidden = of === 1;
  const field = pageField(pager);
  field.max = String(of);
  field.valueAsNumber = page;
  find(pager, '[data-of]', HTMLElement).textContent = new Intl.NumberFormat(localeOf(pager)).format(of);
  button(pager, 'previous').disabled = page === 1;
  button(pager, 'next').disabled = page === of;
}

function localeOf(element: HTMLElement): string {
  return element.closest<HTMLElement>('[lang]')?.lang ?? 'en';
}

function focusIn(row: HTMLElement | undefined): void {
  row?.querySelector<HTMLElement>('button, input')?.focus({ preventScroll: true });
}

const ROLES = { table: 'table', thead: 'rowgroup', tbody: 'rowgroup', tr: 'row', td: 'cell' } as const;

/** On narrow screens rows look like cards, and Safari takes the table for none. So each part names its role. */
function nameRoles(part: HTMLElement): void {
  for (const one of [part, ...part.querySelectorAll<HTMLElement>('*')]) {
    const role =
      one instanceof HTMLTableCellElement && one.scope !== ''
        ? `${one.scope}header`
        : Object.entries(ROLES).find(([tag]) => one.localName === tag)?.[1];
    const named = role === 'colheader' ? 'columnheader' : role;
    if (named) one.setAttribute('role', named);
  }
}
