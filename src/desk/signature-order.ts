import type { OpenSignature } from '#domain/signature.ts';
import { newestFirst } from './choice.ts';
import { cellOf, type ListColumn, type Order } from './signature-list.ts';
import { sorting } from './sorting.ts';

/** A value, and the words that the list shows for it. */
interface Shown {
  readonly value: string;
  readonly words: string;
}

/**
 * Sorts signatures by what a column shows. It compares each value once, and remembers how they are sorted. So to
 * turn an order, or to sort anew after an erasure, compares nothing.
 */
export class SignatureOrder {
  readonly #collator: Intl.Collator;
  /** It takes twice as long, so only codes are compared with it. */
  readonly #withNumbers: Intl.Collator;
  readonly #wordsOf: (value: string, column: ListColumn) => string;
  readonly #places = new Map<ListColumn, ReadonlyMap<string, number>>();
  #unsorted: readonly OpenSignature[] = [];
  #newest: readonly OpenSignature[] = [];

  /** `wordsOf` gives the words that a column shows for a value, in the language `locale`. */
  constructor(locale: string, wordsOf: (value: string, column: ListColumn) => string) {
    this.#collator = new Intl.Collator(locale);
    this.#withNumbers = new Intl.Collator(locale, { numeric: true });
    this.#wordsOf = wordsOf;
  }

  /**
   * A sorted copy. Those with the same value come with the newest first. Those without a value come last, both ways.
   */
  sorted(signatures: readonly OpenSignature[], { column, direction }: Order): readonly OpenSignature[] {
    const newest = this.#newestOf(signatures);
    if (column === 'signedAt') return direction === 'descending' ? newest : oldestFirst(newest);
    const values = newest.map((signature) => cellOf(signature, column));
    const places = this.#placesOf(values, column);
    const groups = Array.from({ length: places.size }, (): OpenSignature[] => []);
    const withoutValue: OpenSignature[] = [];
    for (const [index, signature] of newest.entries()) {
      const value = values[index] ?? '';
      const group = value === '' ? withoutValue : groups[places.get(value) ?? 0];
      group?.push(signature);
    }
    if (direction === 'descending') groups.reverse();
    return [...groups, withoutValue].flat();
  }

  /** Compares the values that are nearly all different, in steps. So no press on a head waits for it. */
  *preparing(signatures: readonly OpenSignature[]): Generator<undefined, void> {
    for (const column of ['name', 'email'] as const) {
      const values = signatures.map((signature) => cellOf(signature, column));
      yield;
      if (this.#knownPlaces(values, column)) continue;
      this.#remember(column, yield* sorting(this.#shown(values, column), this.#compares(column)));
    }
  }

  #newestOf(signatures: readonly OpenSignature[]): readonly OpenSignature[] {
    if (signatures !== this.#unsorted) {
      this.#newest = newestFirst(signatures);
      this.#unsorted = signatures;
    }
    return this.#newest;
  }

  /** The place of each value in the order of the language. */
  #placesOf(values: readonly string[], column: ListColumn): ReadonlyMap<string, number> {
    return (
      this.#knownPlaces(values, column) ??
      this.#remember(column, this.#shown(values, column).sort(this.#compares(column)))
    );
  }

  #knownPlaces(values: readonly string[], column: ListColumn): ReadonlyMap<string, number> | null {
    const known = this.#places.get(column);
    return known && values.every((value) => known.has(value)) ? known : null;
  }

  #shown(values: readonly string[], column: ListColumn): Shown[] {
    return [...new Set(values)].map((value) => ({ value, words: this.#wordsOf(value, column) }));
  }

  #compares(column: ListColumn): (a: Shown, b: Shown) => number {
    const { compare } = column === 'postalCode' ? this.#withNumbers : this.#collator;
    return (a, b) => compare(a.words, b.words);
  }

  #remember(column: ListColumn, sorted: readonly Shown[]): ReadonlyMap<string, number> {
    const places = new Map(sorted.map(({ value }, place) => [value, place]));
    this.#places.set(column, places);
    return places;
  }
}

/** The other way round, and of one moment still in the order of their ids. */
function oldestFirst(newest: readonly OpenSignature[]): readonly OpenSignature[] {
  return [...newest].sort((a, b) => Number(a.signedAt > b.signedAt) - Number(a.signedAt < b.signedAt));
}
