/** What a supporter asks for by mail: to sign, or to get news of a campaign. */
export type EntryKind = 'signature' | 'news';

/** Entries of one kind. One mailbox may have several ids, from earlier rules of spelling (decision 0013). */
export interface Entries {
  readonly kind: EntryKind;
  readonly ids: readonly string[];
}
