import {
  isOpenSignature,
  type OpenSignature,
  type SealedSignature,
  type Signature,
  withSupporter,
} from '#domain/signature.ts';
import type { OpenedSeal } from '#sealing/seal-opener.ts';

/** The signatures of one campaign, in memory: what was loaded, and what of it could be opened. */
export class LoadedSignatures {
  readonly #open = new Map<string, OpenSignature>();
  readonly #sealed = new Map<string, SealedSignature>();
  readonly #damaged = new Set<string>();

  get size(): number {
    return this.#open.size + this.#sealed.size;
  }

  /** How many are not to be read: no key that was given opens them, or they are damaged. */
  get sealedCount(): number {
    return this.#sealed.size;
  }

  get damagedCount(): number {
    return this.#damaged.size;
  }

  open(): OpenSignature[] {
    return [...this.#open.values()];
  }

  sealed(): SealedSignature[] {
    return [...this.#sealed.values()];
  }

  add(signatures: readonly Signature[]): void {
    for (const signature of signatures) {
      if (isOpenSignature(signature)) this.#open.set(signature.id, signature);
      else this.#sealed.set(signature.id, signature);
    }
  }

  /** Puts what was in a seal in its place; a signature erased meanwhile does not come back. */
  unseal(id: string, opened: OpenedSeal): void {
    const signature = this.#sealed.get(id);
    if (!signature) return;
    if (opened.kind === 'damaged') this.#damaged.add(id);
    if (opened.kind !== 'opened') return;
    this.#sealed.delete(id);
    this.#open.set(id, withSupporter(signature, opened.supporter));
  }

  remove(id: string): void {
    this.#open.delete(id);
    this.#sealed.delete(id);
    this.#damaged.delete(id);
  }
}
