import { readFileSync } from 'node:fs';
import * as v from 'valibot';

const EntrySchema = v.object({
  kind: v.string(),
  name: v.optional(v.string(), 'Ana'),
  postalCode: v.optional(v.string(), ''),
  comment: v.optional(v.string(), ''),
});

/** A hostile signature with the mark at the end of each of its texts. */
export interface HostileSignature {
  readonly kind: string;
  readonly mark: string;
  readonly name: string;
  readonly email: string;
  readonly postalCode: string;
  readonly comment: string;
}

/** What a mark looks like. Nothing else in the project looks like it. */
export const MARK = /Mk\d\d/u;

/** The corpus of hostile signatures. Every text, also an address, has the mark of its signature. */
export const HOSTILE: readonly HostileSignature[] = v
  .parse(
    v.array(EntrySchema),
    JSON.parse(readFileSync(new URL('../corpora/hostile-signatures.json', import.meta.url), 'utf8')),
  )
  .map(({ kind, name, postalCode, comment }, index) => {
    const mark = `Mk${String(index).padStart(2, '0')}`;
    return {
      kind,
      mark,
      name: `${name} ${mark}`,
      email: `${mark}@example.org`,
      postalCode: `${postalCode} ${mark}`,
      comment: `${comment} ${mark}`,
    };
  });
