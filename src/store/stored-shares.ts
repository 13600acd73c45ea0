import * as v from 'valibot';
import { fromJson } from '#domain/json.ts';
import { type DocumentStore, documentStore } from './document-store.ts';
import type { Blobs } from './stores.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const ShareSchema = v.strictObject({
  /** How many keys start with the digits of the share. */
  all: count,
  /** How many of them are set aside. */
  wanted: count,
  /** A moment before they were counted. */
  at: v.pipe(v.string(), v.isoTimestamp()),
});

const SharesSchema = v.strictObject({
  version: v.literal(1),
  /** By the first hex digits of the keys. */
  shares: v.record(v.pipe(v.string(), v.regex(/^[0-9a-f]+$/u)), ShareSchema),
});

/** What was counted of one share of a campaign's keys. */
export type Share = Readonly<v.InferOutput<typeof ShareSchema>>;

/** What was counted of a campaign, share by share. It holds no personal data. */
export type Shares = Readonly<v.InferOutput<typeof SharesSchema>>;

/** The store of what was counted of campaigns that no request can list as a whole. */
export type ShareStore = Pick<DocumentStore<Shares>, 'read' | 'update'>;

/** Shares, and a moment before what is wanted was read. No share is younger, so none knows less than it says. */
export interface SharedAt {
  readonly shares: ShareStore;
  readonly at: Date;
}

/** What is known of one campaign. */
export interface ShareMemory {
  /** The time of what is counted now. */
  readonly at: string;
  readonly read: () => Promise<Shares | null>;
  /** Keeps what was counted, and gives what is known then. */
  readonly keep: (counted: ReadonlyMap<string, Share>) => Promise<Shares | null>;
}

/** The memory of one campaign. */
export function shareMemory({ shares, at }: SharedAt, campaign: string): ShareMemory {
  return {
    at: at.toISOString(),
    read: () => shares.read(campaign),
    keep: (counted) => shares.update(campaign, (standing) => withNewest(standing, counted)),
  };
}

/** A store of shares in `blobs`. */
export function shareStore(blobs: Blobs): ShareStore {
  return documentStore(blobs, { toText: (shares) => JSON.stringify(shares), parse });
}

/** Both together: of each share what was counted last. */
function withNewest(standing: Shares | null, counted: ReadonlyMap<string, Share>): Shares {
  const shares: Record<string, Share> = { ...standing?.shares };
  for (const [digits, share] of counted) {
    const stood = shares[digits];
    if (stood === undefined || stood.at < share.at) shares[digits] = share;
  }
  return { version: 1, shares };
}

function parse(json: string): Shares {
  const parsed = v.safeParse(SharesSchema, fromJson(json));
  if (!parsed.success) throw new TypeError('A blob of this store holds no shares.');
  return parsed.output;
}
