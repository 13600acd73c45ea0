import * as v from 'valibot';

/** What is logged: what organizers and the retention do, and refused tokens, which are summed. */
export const LOGGED = ['download', 'erase', 'erase-address', 'retention', 'refused'] as const;

/** What happened, without personal data. */
export interface AuditEvent {
  /** The name of the token; empty for what no organizer did. */
  readonly who: string;
  readonly what: (typeof LOGGED)[number];
  /** Empty for refused tokens. */
  readonly campaign: string;
  /** Signatures handed out or erased; tokens refused. */
  readonly count: number;
}

const AuditEntrySchema = v.object({
  number: v.pipe(v.number(), v.integer(), v.minValue(1)),
  at: v.pipe(v.string(), v.isoTimestamp()),
  who: v.string(),
  what: v.picklist(LOGGED),
  campaign: v.string(),
  count: v.number(),
  /** Tells two entries apart that say the same, so that a writer knows its own. */
  nonce: v.string(),
  /** The hash of the entry before; empty in the first. */
  previous: v.string(),
  /** SHA-256, in hex, of the JSON of everything above in this order. */
  hash: v.string(),
});

/** One entry of the log. */
export type AuditEntry = v.InferOutput<typeof AuditEntrySchema>;

const HASHED_KEYS = v.keyof(AuditEntrySchema).options.filter((key) => key !== 'hash');

/** Reads one entry. Throws where it is none. */
export function parseAuditEntry(json: string): AuditEntry {
  return v.parse(AuditEntrySchema, JSON.parse(json));
}

/** Reads the log: NDJSON, the oldest entry first. Throws where a line is no entry. */
export function parseAuditLog(ndjson: string): AuditEntry[] {
  return ndjson
    .split('\n')
    .filter((line) => line !== '')
    .map(parseAuditEntry);
}

/** What an entry's hash is made of. */
export function hashedText(entry: Omit<AuditEntry, 'hash'>): string {
  return JSON.stringify(Object.fromEntries(HASHED_KEYS.map((key) => [key, entry[key]])));
}
