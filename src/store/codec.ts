/** How something is written as a text and read again. Reading throws for what is no such text. */
export interface Codec<Kept> {
  readonly toText: (kept: Kept) => string;
  readonly parse: (text: string) => Kept;
}
