import * as v from 'valibot';
import { fromJson } from '#domain/json.ts';
import { FrameSchema, type Signature } from '#domain/signature.ts';
import { SupporterSchema } from '#domain/supporter.ts';

const frame = { version: v.literal(1), ...FrameSchema.entries };

const StoredSignature = v.union([
  v.strictObject({ ...frame, supporter: SupporterSchema }),
  v.strictObject({ ...frame, sealed: v.string() }),
]);

/** The stored text of a signature, the same in every store. */
export function toRecord(signature: Signature): string {
  return JSON.stringify(signature);
}

/** Reads a stored text. Throws a `TypeError` for an invalid record and does not quote it. */
export function parseRecord(json: string): Signature {
  const parsed = v.safeParse(StoredSignature, fromJson(json));
  if (!parsed.success) throw new TypeError('A blob of this store is not a signature.');
  return parsed.output;
}
