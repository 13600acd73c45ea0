/** How a kind of blob is written and read. Reading throws for what is no such blob. */
export interface Codec<Kept> {
  readonly toText: (kept: Kept) => string;
  readonly parse: (text: string) => Kept;
}
