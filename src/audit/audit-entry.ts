import * as v from 'valibot';

/** The kinds of log entries: actions of organizers and of retention, alarms, and sums of refused tokens. */
const LOGGED = [
  'download',
  'download-news',
  'erase',
  'erase-address',
  'aside',
  'put-back',
  'alarm',
  'retention',
  'retention-news',
  'orphaned',
  'orphaned-news',
  'refused',
] as const;

/** An event to log, without personal data. */
export interface AuditEvent {
  /** The organizer's name; empty if no organizer acted. */
  readonly who: string;
  readonly what: (typeof LOGGED)[number];
  /** Empty for refused tokens. */
  readonly campaign: string;
  /** How many signatures, wishes for news or refused tokens the event is about. */
  readonly count: number;
  /** The part of a download that the entry is about, such as `1/16`; absent for a whole download. */
  readonly part?: string;
}

/** The most entries of an answer to `?after=`. Fewer are the end of the log. */
export const PAGE_ENTRIES = 5_000;

const AuditEntrySchema = v.object({
  number: v.pipe(v.number(), v.integer(), v.minValue(1)),
  at: v.pipe(v.string(), v.isoTimestamp()),
  who: v.string(),
  what: v.picklist(LOGGED),
  campaign: v.string(),
  count: v.number(),
  part: v.exactOptional(v.string()),
  /** A random value, by which a writer knows its own entry among equal ones. */
  nonce: v.string(),
  /** The hash of the previous entry; empty in the first. */
  previous: v.string(),
  /** SHA-256, in hex, of the JSON of all fields above that the entry has, in this order. */
  hash: v.string(),
});

/** One entry of the audit log. */
export type AuditEntry = v.InferOutput<typeof AuditEntrySchema>;

const HASHED_KEYS = v.keyof(AuditEntrySchema).options.filter((key) => key !== 'hash');

/** Reads one entry from JSON. Throws if it is invalid. */
export function parseAuditEntry(json: string): AuditEntry {
  return v.parse(AuditEntrySchema, JSON.parse(json));
}

/** Reads an audit log: NDJSON, the oldest entry first. Throws if a line is invalid. */
export function parseAuditLog(ndjson: string): AuditEntry[] {
  return ndjson
    .split('\n')
    .filter((line) => line !== '')
    .map(parseAuditEntry);
}

/** The text whose hash is the entry's hash. */
export function hashedText(entry: Omit<AuditEntry, 'hash'>): string {
  const present = HASHED_KEYS.filter((key) => entry[key] !== undefined);
  return JSON.stringify(Object.fromEntries(present.map((key) => [key, entry[key]])));
}
