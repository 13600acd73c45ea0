import * as v from 'valibot';

/**
 * What functions find of a setting, never its value. `spaced` has white space around it. `other` names another address
 * than the one that was asked. `port25` is a port that hosts of functions block.
 */
const STATES = ['ok', 'missing', 'short', 'guessable', 'spaced', 'wrong', 'other', 'port25'] as const;

/** The settings that functions tell of. */
const SEEN_NAMES = [
  'SIGNATURE_SECRET',
  'ORGANIZER_TOKENS',
  'SIGNATURE_RECIPIENTS',
  'MAIL_FROM',
  'MAIL_URL',
  'URL',
  'PREVIEW_SIGNING',
  'BUILD_HOOK_URL',
  'TRUSTED_PROXIES',
] as const;

const state = v.picklist(STATES);
const moment = v.pipe(v.string(), v.isoTimestamp());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const host = v.picklist(['netlify', 'own']);

/** The answer of `GET /api/settings`. It holds no value of a setting, and nothing about anybody. */
export const SeenSettingsSchema = v.object({
  /** The clock of the functions. */
  now: moment,
  /** The deploy context; empty on a developer's machine. */
  context: v.string(),
  /** Where the functions run. */
  host,
  /** Since when this deploy can have run: its build, or the start of the server; `null` where nobody knows. */
  since: v.nullable(moment),
  settings: v.object(v.entriesFromList(SEEN_NAMES, state)),
  /** How many entries of `ORGANIZER_TOKENS` open something, and the places of those that open nothing. */
  organizers: v.object({ open: count, refused: v.array(count) }),
  /** How many public keys signatures are sealed to, and a short name of the set. */
  recipients: v.object({ number: count, fingerprint: v.nullable(v.string()) }),
  /** True if `MAIL_URL` asks for a protected connection; `null` where it cannot be read. */
  mail: v.object({ tls: v.nullable(v.boolean()) }),
  /** What the built pages say. */
  pages: v.object({ host, sealed: v.boolean() }),
  /** True if a campaign opened or closed since the pages were built, and when a build was asked for. */
  build: v.object({ isDue: v.boolean(), asked: v.nullable(moment) }),
  /** When the hourly function ended last; `null` if it never did. */
  hourly: v.nullable(moment),
  /** How many parts of that run failed. */
  hourlyFailures: v.nullable(count),
});

/** What functions see of a setting. */
export type SettingState = (typeof STATES)[number];

/** What functions see of their settings, without any value. */
export type SeenSettings = Readonly<v.InferOutput<typeof SeenSettingsSchema>>;
