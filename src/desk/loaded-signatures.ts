import {
  isOpenSignature,
  type OpenSignature,
  type SealedSignature,
  type Signature,
} from '#domain/signature.ts';
import { SIGNATURES } from '#download/row.ts';
import type { OpenedSeal } from '#sealing/seal-opener.ts';
import { searchTextOf } from './signature-search.ts';

/** The loaded signatures of one campaign in memory, opened and sealed. */
export class LoadedSignatures {
  readonly #open = new Map<string, OpenSignature>();
  readonly #sealed = new Map<string, SealedSignature>();
  readonly #damaged = new Set<string>();
  /** The open ones, and all, as lists. They are made anew after a change. */
  #list: readonly OpenSignature[] | null = null;
  #all: readonly Signature[] | null = null;

  get size(): number {
    return this.#open.size + this.#sealed.size;
  }

  /** The number of signatures that are damaged, or that no given key opens. */
  get sealedCount(): number {
    return this.#sealed.size;
  }

  get damagedCount(): number {
    return this.#damaged.size;
  }

  /** The open ones. It is the same list as long as nothing changes. */
  open(): readonly OpenSignature[] {
    this.#list ??= [...this.#open.values()];
    return this.#list;
  }

  sealed(): SealedSignature[] {
    return [...this.#sealed.values()];
  }

  /** The open ones, and then the sealed ones. It is the same list as long as nothing changes. */
  all(): readonly Signature[] {
    this.#all ??= [...this.open(), ...this.sealed()];
    return this.#all;
  }

  add(signatures: readonly Signature[]): void {
    for (const signature of signatures) {
      if (isOpenSignature(signature)) this.#keep(signature);
      else this.#sealed.set(signature.id, signature);
    }
    this.#change();
  }

  /**
   * Replaces a sealed signature by its opened one: `false` if the seal stays. A signature erased meanwhile stays
   * erased.
   */
  unseal(id: string, seal: OpenedSeal): boolean {
    const signature = this.#sealed.get(id);
    if (!signature || seal.kind === 'otherKey') return false;
    const opened = seal.kind === 'opened' ? SIGNATURES.opened(signature, seal.text) : null;
    if (!opened || !isOpenSignature(opened)) {
      this.#damaged.add(id);
      return false;
    }
    this.#sealed.delete(id);
    this.#keep(opened);
    return true;
  }

  remove(id: string): void {
    this.#open.delete(id);
    this.#sealed.delete(id);
    this.#damaged.delete(id);
    this.#change();
  }

  /** Keeps a readable signature, ready for the first search. */
  #keep(signature: OpenSignature): void {
    searchTextOf(signature);
    this.#open.set(signature.id, signature);
    this.#change();
  }

  #change(): void {
    this.#list = null;
    this.#all = null;
  }
}
