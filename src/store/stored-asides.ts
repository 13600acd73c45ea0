import * as v from 'valibot';
import { fromJson } from '#domain/json.ts';
import type { DocumentStore } from './document-store.ts';
import { type IdSet, idSetOf } from './id-set.ts';

const AsideSchema = v.strictObject({
  /** The digest of its ids and reason. So the same aside twice is one. */
  aside: v.string(),
  /** For organizers only: it may name somebody. */
  reason: v.string(),
  at: v.pipe(v.string(), v.isoTimestamp()),
  /** The organizer's name. */
  by: v.string(),
  /** The ids, each once, sorted, as base64 of their bytes. */
  ids: v.string(),
  /** ISO 8601 UTC: from then on the hourly function erases its signatures for good. */
  eraseAfter: v.exactOptional(v.pipe(v.string(), v.isoTimestamp())),
});

/** Signatures that an organizer set aside in one go: they stay, and are not counted. */
export type Aside = Readonly<v.InferOutput<typeof AsideSchema>>;

const AsidesSchema = v.strictObject({ version: v.literal(1), asides: v.array(AsideSchema) });

/** All asides of a campaign, the oldest first. They are one document, so that counting takes one more read. */
export type Asides = Readonly<v.InferOutput<typeof AsidesSchema>>;

/** The store of asides. */
export type AsideStore = DocumentStore<Asides>;

/** The stored text of a campaign's asides. */
export function toAsidesText(asides: Asides): string {
  return JSON.stringify(asides);
}

/** Reads a stored text. Throws a `TypeError` for an invalid one and does not quote it. */
export function parseAsides(json: string): Asides {
  const parsed = v.safeParse(AsidesSchema, fromJson(json));
  if (!parsed.success) throw new TypeError('A blob of this store holds no asides.');
  return parsed.output;
}

/** Every signature that stands in at least one aside. */
export function asideIds(asides: Asides | null): IdSet {
  return idSetOf((asides?.asides ?? []).map(({ ids }) => ids));
}
