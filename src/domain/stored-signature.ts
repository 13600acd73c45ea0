import * as v from 'valibot';
import { NAME_SHOWN, type Signature } from './signature.ts';

const frame = {
  version: v.literal(1),
  id: v.string(),
  campaign: v.string(),
  signedAt: v.string(),
};

/** The personal part of a signature, its keys in the contract's order. */
export const SupporterSchema = v.object({
  name: v.string(),
  email: v.string(),
  postalCode: v.string(),
  country: v.string(),
  comment: v.string(),
  updates: v.boolean(),
  locale: v.string(),
  nameShown: v.picklist(NAME_SHOWN),
});

const StoredSignature = v.union([
  v.strictObject({ ...frame, supporter: SupporterSchema }),
  v.strictObject({ ...frame, sealed: v.string() }),
]);

/** Reads a stored signature. Throws, without quoting it, where it is none of ours. */
export function parseSignature(json: string): Signature {
  const parsed = v.safeParse(StoredSignature, fromJson(json));
  if (!parsed.success) throw new TypeError('A blob of this store is not a signature.');
  return parsed.output;
}

/** `undefined` for what is not JSON: the engine's own error would quote the text. */
function fromJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
