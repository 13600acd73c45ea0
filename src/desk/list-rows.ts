import type { OpenSignature } from '#domain/signature.ts';
import { type Filter, filtered, isSameFilter } from './signature-filter.ts';
import type { Order } from './signature-list.ts';
import type { SignatureOrder } from './signature-order.ts';
import { SignatureSearch } from './signature-search.ts';

/** What the list is made from. */
interface Wanted {
  readonly signatures: readonly OpenSignature[];
  readonly by: SignatureOrder;
  readonly order: Order;
  readonly filter: Filter;
  /** The typed search. */
  readonly query: string;
  readonly timeZone: string;
}

/** The rows of the list: sorted, filtered and searched. A step is taken anew only where its input changed. */
export class ListRows {
  readonly #search = new SignatureSearch();
  #last: Pick<Wanted, 'signatures' | 'by' | 'order' | 'filter'> | null = null;
  #inOrder: readonly OpenSignature[] = [];
  #filtered: readonly OpenSignature[] = [];

  rows(wanted: Wanted): readonly OpenSignature[] {
    const { signatures, by, order, filter, query, timeZone } = wanted;
    const last = this.#last;
    const isInOrder = last?.signatures === signatures && last.by === by && last.order === order;
    if (!isInOrder) this.#inOrder = by.sorted(signatures, order);
    if (!isInOrder || !isSameFilter(filter, last.filter)) {
      this.#filtered = filtered(this.#inOrder, filter, timeZone);
    }
    this.#last = { signatures, by, order, filter };
    return this.#search.search(this.#filtered, query);
  }

  /** Forgets every signature. */
  clear(): void {
    this.#search.clear();
    this.#last = null;
    this.#inOrder = [];
    this.#filtered = [];
  }
}
