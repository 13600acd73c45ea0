import type { Signature } from '#domain/signature.ts';
import type { DeskState } from './desk-state.ts';
import { element, find } from './element.ts';
import { PagedTable } from './paged-table.ts';
import { nameOf, signatureCells } from './signature-cells.ts';

/** Shows what would be set aside, row by row, before anything happens. Single rows can be left out. */
export class AsidePreview {
  readonly #desk: DeskState;
  readonly #section: HTMLElement;
  readonly #table: PagedTable<Signature>;
  #rows: readonly Signature[] = [];
  #leftOut: ReadonlySet<string> = new Set();

  constructor(desk: DeskState, section: HTMLElement) {
    this.#desk = desk;
    this.#section = section;
    this.#table = new PagedTable(find(section, '#preview', HTMLElement), () => this.#writer());
  }

  /** The ids of the rows that are not left out. */
  get ids(): string[] {
    return this.#rows.map(({ id }) => id).filter((id) => !this.#leftOut.has(id));
  }

  /** Shows other rows. A row that was left out stays so, also where another choice brings it again. */
  show(rows: readonly Signature[]): void {
    this.#rows = rows;
    this.#table.show(rows);
    this.#say();
  }

  render(): void {
    this.#table.render();
    this.#say();
  }

  /** Removes all rows, and what was left out. */
  clear(): void {
    this.#leftOut = new Set();
    this.show([]);
  }

  #say(): void {
    const { session, t, timeZone } = this.#desk;
    const status = find(this.#section, '#preview-status', HTMLElement);
    if (!session || this.#rows.length === 0) {
      status.textContent = session ? t('desk.aside.nothing') : '';
      return;
    }
    const clock = new Intl.DateTimeFormat(t.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
    const before = session.loading.signatures.size;
    const count = this.ids.length;
    const values = { count, before, after: before - count, time: clock.format(session.asOf) };
    status.textContent = t('desk.aside.preview', values);
  }

  #writer(): (signature: Signature) => HTMLTableRowElement {
    const { t, timeZone } = this.#desk;
    const cellsOf = signatureCells(t, timeZone);
    return (signature) => {
      const label = t('desk.aside.take', { name: nameOf(signature, t) });
      const box = element('input', { type: 'checkbox', 'aria-label': label });
      box.checked = !this.#leftOut.has(signature.id);
      box.addEventListener('change', () => this.#leave(signature.id, !box.checked));
      return element('tr', {}, element('td', {}, box), ...cellsOf(signature));
    };
  }

  #leave(id: string, isOut: boolean): void {
    const leftOut = new Set(this.#leftOut);
    if (isOut) leftOut.add(id);
    else leftOut.delete(id);
    this.#leftOut = leftOut;
    this.#say();
  }
}
