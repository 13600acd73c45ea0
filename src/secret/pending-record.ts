import * as v from 'valibot';
import { fromJson } from '#domain/json.ts';
import { ReaderSchema } from '#domain/news.ts';
import { SupporterSchema } from '#domain/supporter.ts';
import { derivedKey } from './derived-key.ts';
import { decrypt, encrypt, fromLetters, toLetters } from './encrypted.ts';

/** Every record is padded to this many bytes, or to a doubling of them. So its length tells little. */
const SHORTEST_BYTES = 512;
/** The length of the JSON stands before it, in two bytes. */
const LENGTH_BYTES = 2;

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
  const length = Buffer.alloc(LENGTH_BYTES * 2);
  length.writeUInt16BE(json.length, 0);
  length.writeUInt16BE(sealed?.length ?? 0, LENGTH_BYTES);
  const plain = Buffer.concat([length, json, sealed ?? Buffer.alloc(0)]);
  const padded = Buffer.concat([plain], paddedLength(plain.length));
  return toLetters(encrypt(derivedKey(secret, 'record'), campaign, padded));
}

/** Opens a record of this campaign; `null` for everything else, also if a single letter is wrong. */
export function readPendingRecord(secret: string, campaign: string, record: string): Pending | null {
  const box = fromLetters(record);
  const plain = box && decrypt(derivedKey(secret, 'record'), campaign, box);
  if (!plain) return null;
  const begin = LENGTH_BYTES * 2;
  const end = begin + plain.readUInt16BE(0);
  const sealedBytes = plain.readUInt16BE(LENGTH_BYTES);
  const head = v.safeParse(HeadSchema, fromJson(plain.toString('utf8', begin, end)));
  if (!head.success) return null;
  return { head: head.output, sealed: sealedBytes === 0 ? null : plain.subarray(end, end + sealedBytes) };
}

function paddedLength(bytes: number): number {
  let length = SHORTEST_BYTES;
  while (length < bytes) length *= 2;
  return length;
}
