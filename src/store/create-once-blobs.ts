/** Blobs that are created once and never written again: what the log needs of a store. */
export interface CreateOnceBlobs {
  /** False where the name is taken, also by an attempt of our own whose reply was lost. */
  readonly create: (name: string, text: string) => Promise<boolean>;
  /** The text under a name, or `null` where there is none. */
  readonly read: (name: string) => Promise<string | null>;
  /** The names that start with a folder, in alphabetical order. */
  readonly names: (folder: string) => Promise<string[]>;
}
