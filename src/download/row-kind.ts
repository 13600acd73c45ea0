/** What a row of every kind has. */
export interface Row {
  readonly id: string;
  readonly campaign: string;
}

/** A kind of records that organizers download. Server, desk and command line share what differs between kinds. */
export interface RowKind<Kept extends Row> {
  readonly name: 'signatures' | 'news';
  /** The address that serves the rows of a campaign. */
  readonly path: (slug: string) => string;
  /** The columns, in the contract's order. */
  readonly columns: readonly string[];
  /** A row as one line of NDJSON: its columns in order. A sealed row has its frame and its seal. */
  readonly toLine: (row: Kept) => string;
  /** The columns of a row as typed; `null` for a sealed row. */
  readonly toTexts: (row: Kept) => string[] | null;
  /** Reads one line of NDJSON. Throws a `TypeError` for an invalid line and does not quote it. */
  readonly parseLine: (text: string) => Kept;
  /** The seal of a row, a base64 age file; `null` for an open row. */
  readonly sealOf: (row: Kept) => string | null;
  /** The row with the text that its seal held; `null` for a text that is no such thing. */
  readonly opened: (row: Kept, text: string) => Kept | null;
}
