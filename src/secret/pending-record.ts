import * as v from 'valibot';
import { fromJson } from '#domain/json.ts';
import { ReaderSchema } from '#domain/news.ts';
import { paddedLength } from '#domain/padded-length.ts';
import { SupporterSchema } from '#domain/supporter.ts';
import { derivedKey } from './derived-key.ts';
import { decrypt, encrypt, fromLetters, toLetters } from './encrypted.ts';

/** The lengths of the JSON and of the seal stand before them, in two bytes each. */
const LENGTHS_BYTES = 4;

const asked = { id: v.string(), at: v.pipe(v.string(), v.isoTimestamp()), locale: v.string() };

const HeadSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('signature'), ...asked, supporter: v.optional(SupporterSchema) }),
  v.strictObject({
    kind: v.literal('news'),
    ...asked,
    wording: v.string(),
    reader: v.optional(ReaderSchema),
  }),
]);

/**
 * What somebody asked for, before the mailbox confirms it. `sealed` is an age file with what was typed; without one
 * the head holds it.
 */
export interface Pending {
  readonly head: Readonly<v.InferOutput<typeof HeadSchema>>;
  readonly sealed: Uint8Array | null;
}

/**
 * A record that its supporter keeps: the whole of what was asked for, so that the site stores nothing. It is encrypted
 * and authenticated for this campaign, padded, and base64url after a first letter `1`.
 */
export function toPendingRecord(secret: string, campaign: string, { head, sealed }: Pending): string {
  const json = Buffer.from(JSON.stringify(head));
  const lengths = Buffer.alloc(LENGTHS_BYTES);
  lengths.writeUInt16BE(json.length, 0);
  lengths.writeUInt16BE(sealed?.length ?? 0, 2);
  const parts = [lengths, json, sealed ?? Buffer.alloc(0)];
  const bytes = parts.reduce((sum, part) => sum + part.length, 0);
  const padded = Buffer.concat(parts, paddedLength(bytes));
  return toLetters(encrypt(derivedKey(secret, 'record'), campaign, padded));
}

/** Opens a record of this campaign; `null` for everything else, also if a single letter is wrong. */
export function readPendingRecord(secret: string, campaign: string, record: string): Pending | null {
  const box = fromLetters(record);
  const plain = box && decrypt(derivedKey(secret, 'record'), campaign, box);
  if (!plain) return null;
  const end = LENGTHS_BYTES + plain.readUInt16BE(0);
  const sealedBytes = plain.readUInt16BE(2);
  const head = v.safeParse(HeadSchema, fromJson(plain.toString('utf8', LENGTHS_BYTES, end)));
  if (!head.success) return null;
  return { head: head.output, sealed: sealedBytes === 0 ? null : plain.subarray(end, end + sealedBytes) };
}
