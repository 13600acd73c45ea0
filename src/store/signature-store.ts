import type { Part } from '#domain/part.ts';
import type { Signature } from '#domain/signature.ts';

/**
 * Where signatures are kept. One signature is one blob, and everything else is derived from the list of keys.
 * Every verb throws `StoreUnavailable` when the store does not confirm within the budget; the outcome is then unknown.
 */
export interface SignatureStore {
  /**
   * Keeps a signature unless one with its id is kept already. Resolves once either is sure, and does not tell which:
   * nobody may learn whether someone signed before.
   */
  readonly record: (signature: Signature) => Promise<void>;
  /** How many signatures of a campaign are kept. */
  readonly count: (campaign: string) => Promise<number>;
  /** The ids of a campaign's signatures in one part, in their order. */
  readonly ids: (campaign: string, part: Part) => Promise<string[]>;
  /** A signature, or `null` where none is kept. */
  readonly read: (campaign: string, id: string) => Promise<Signature | null>;
  /** True where a signature is kept. */
  readonly has: (campaign: string, id: string) => Promise<boolean>;
  /** Erases a signature for good. Resolves also where none was kept. */
  readonly erase: (campaign: string, id: string) => Promise<void>;
}
