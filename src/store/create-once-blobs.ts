/** Blobs that are created once and never changed: what the audit log needs from a store. */
export interface CreateOnceBlobs {
  /** Returns false if the name exists, also if an earlier attempt of this call created it. */
  readonly create: (name: string, text: string) => Promise<boolean>;
  /** The text of a blob, or `null` if there is none. */
  readonly read: (name: string) => Promise<string | null>;
  /** The first names that start with a prefix, by one or two requests. `isWhole` if there are no more. */
  readonly firstNames: (prefix: string) => Promise<{ names: readonly string[]; isWhole: boolean }>;
  /** All names that start with a prefix, in alphabetical order. */
  readonly names: (prefix: string) => Promise<readonly string[]>;
}
