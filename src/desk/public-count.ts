import * as v from 'valibot';

/** The published number, as far as the desk compares it with what is loaded. */
const PublicCountSchema = v.object({
  count: v.number(),
  online: v.number(),
  setAside: v.number(),
  exact: v.boolean(),
  /** When retention began to erase; `null` if it never did. */
  erased: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
  asOf: v.pipe(v.string(), v.isoTimestamp()),
});

/** The number as the site publishes it. */
export type PublicCount = v.InferOutput<typeof PublicCountSchema>;

/** Reads the answer of the count. Throws for anything else. */
export function parsePublicCount(answer: unknown): PublicCount {
  return v.parse(PublicCountSchema, answer);
}
