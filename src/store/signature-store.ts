import type { Part } from '#domain/part.ts';
import type { Signature } from '#domain/signature.ts';

/**
 * The store of signatures. One signature is one blob; all other facts follow from the list of keys. Every
 * method throws `StoreUnavailable` if the store does not confirm within the budget. Then the outcome is
 * unknown.
 */
export interface SignatureStore {
  /**
   * Stores a signature unless one with its id exists. Resolves when either is certain. It does not tell
   * which, so that a caller cannot learn whether a person signed before.
   */
  readonly record: (signature: Signature) => Promise<void>;
  /**
   * The key slugs under which there are signatures, whether a campaign has them or not, sorted. A store may
   * also list one whose signatures are all erased.
   */
  readonly folders: () => Promise<string[]>;
  /** The number of a campaign's signatures. */
  readonly count: (campaign: string) => Promise<number>;
  /** The ids of a campaign's signatures in one part, sorted. */
  readonly ids: (campaign: string, part: Part) => Promise<string[]>;
  /** A signature, or `null` if the store does not have it. */
  readonly read: (campaign: string, id: string) => Promise<Signature | null>;
  /** True if the store has the signature. */
  readonly has: (campaign: string, id: string) => Promise<boolean>;
  /** Erases a signature permanently. Resolves also if the store does not have it. */
  readonly erase: (campaign: string, id: string) => Promise<void>;
}
