import * as v from 'valibot';
import { fromJson } from '#domain/json.ts';
import { frameOf, FrameSchema, type Signature } from '#domain/signature.ts';
import { SupporterSchema } from '#domain/supporter.ts';

const LineSchema = v.union([
  v.strictObject({ ...FrameSchema.entries, sealed: v.string() }),
  v.strictObject({ ...FrameSchema.entries, ...SupporterSchema.entries }),
]);

/** Reads one line of an NDJSON download. Throws a `TypeError` for an invalid line and does not quote it. */
export function parseLine(text: string): Signature {
  const parsed = v.safeParse(LineSchema, fromJson(text));
  if (!parsed.success) throw new TypeError('A line of this download is not a signature.');
  const line = parsed.output;
  if ('sealed' in line) return { version: 1, ...line };
  return { version: 1, ...frameOf(line), supporter: v.parse(SupporterSchema, line) };
}
