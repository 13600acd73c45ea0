import * as v from 'valibot';
import type { Signature } from './signature.ts';
import { SupporterSchema } from './stored-signature.ts';

const frame = { id: v.string(), campaign: v.string(), signedAt: v.string() };

const LineSchema = v.union([
  v.strictObject({ ...frame, sealed: v.string() }),
  v.strictObject({ ...frame, ...SupporterSchema.entries }),
]);

/** Reads one line of an NDJSON download. Throws, without quoting it, where it is none of ours. */
export function parseLine(text: string): Signature {
  const parsed = v.safeParse(LineSchema, fromJson(text));
  if (!parsed.success) throw new TypeError('A line of this download is not a signature.');
  const line = parsed.output;
  if ('sealed' in line) return { version: 1, ...line };
  const { id, campaign, signedAt, ...supporter } = line;
  return { version: 1, id, campaign, signedAt, supporter };
}

/** `undefined` for what is not JSON: the engine's own error would quote the text. */
function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
