/**
 * A store with one document for each campaign, under its key slug. Every method throws `StoreUnavailable` if the store
 * does not confirm within the budget. Then the outcome is unknown.
 */
export interface DocumentStore<Kept> {
  /** A campaign's document, or `null` if there is none. */
  readonly read: (campaign: string) => Promise<Kept | null>;
  /**
   * Writes what `change` makes of the document that stands, and resolves to what stands then. The same object, or
   * `null`, means that nothing is to be written. `change` runs again if somebody else wrote meanwhile, or if the reply
   * to a write was lost. So it must bear to be applied to its own result.
   */
  readonly update: (campaign: string, change: (standing: Kept | null) => Kept | null) => Promise<Kept | null>;
  /** The key slugs that have a document, sorted. */
  readonly campaigns: () => Promise<string[]>;
  /** Erases a document. Resolves also if there is none. */
  readonly erase: (campaign: string) => Promise<void>;
}
