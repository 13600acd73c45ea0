import * as v from 'valibot';
import { fromJson } from './json.ts';

/** The parts of a wish for news that identify no person, in the contract's order. */
export const NewsFrameSchema = v.object({
  /** 32 hex digits, from a keyed digest of the campaign and the address. No signature has the same. */
  id: v.string(),
  campaign: v.string(),
  /** ISO 8601 UTC; rounded down to the hour where the address is sealed. */
  confirmedAt: v.string(),
});

/** Who gets news, in the contract's order. */
export const ReaderSchema = v.object({ email: v.string(), locale: v.string() });

/** Who gets news. */
export type Reader = Readonly<v.InferOutput<typeof ReaderSchema>>;

/** What every record of a wish for news has, sealed or not. */
export const NewsRecordSchema = v.object({
  version: v.literal(1),
  ...NewsFrameSchema.entries,
  /** The start of the SHA-256 of the words that were agreed to, as 16 hex digits. */
  wording: v.string(),
  /** The exact time of asking, encrypted. */
  order: v.string(),
});

/** A wish for news that its mailbox confirmed. `sealed` is a base64 age file with the reader's JSON. */
export type News = Readonly<v.InferOutput<typeof NewsRecordSchema>> &
  ({ readonly reader: Reader } | { readonly sealed: string });

type NewsFrame = Readonly<v.InferOutput<typeof NewsFrameSchema>>;

/** What organizers get of a wish for news. `sealed` is a base64 age file with the reader's JSON. */
export type NewsRow = NewsFrame & ({ readonly reader: Reader } | { readonly sealed: string });

/** The frame of a wish for news, or of what holds one, in the contract's order. */
export function newsFrameOf(holder: NewsFrame): NewsFrame {
  return v.parse(NewsFrameSchema, holder);
}

/** Reads the text of an opened seal; `null` if it says nobody who gets news. */
export function parseReader(text: string): Reader | null {
  const parsed = v.safeParse(ReaderSchema, fromJson(text));
  return parsed.success ? parsed.output : null;
}
