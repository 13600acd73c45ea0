import * as v from 'valibot';
import { fromJson } from '#domain/json.ts';
import { FrameSchema, frameOf, isOpenSignature, type Signature } from '#domain/signature.ts';
import { inOrder, SupporterSchema } from '#domain/supporter.ts';

const frame = { version: v.literal(1), ...FrameSchema.entries };

const StoredSignature = v.union([
  v.strictObject({ ...frame, supporter: SupporterSchema }),
  v.strictObject({ ...frame, order: v.exactOptional(v.string()), sealed: v.string() }),
]);

/** The stored text of a signature, the same in every store, with its values in the contract's order. */
export function toRecord(signature: Signature): string {
  const { version } = signature;
  const frame = frameOf(signature);
  const personal = isOpenSignature(signature)
    ? { supporter: inOrder(signature.supporter) }
    : { ...(signature.order !== undefined && { order: signature.order }), sealed: signature.sealed };
  return JSON.stringify({ version, ...frame, ...personal });
}

/** Reads a stored text. Throws a `TypeError` for an invalid record and does not quote it. */
export function parseRecord(json: string): Signature {
  const parsed = v.safeParse(StoredSignature, fromJson(json));
  if (!parsed.success) throw new TypeError('A blob of this store is not a signature.');
  return parsed.output;
}
