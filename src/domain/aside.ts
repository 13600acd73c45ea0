import * as v from 'valibot';
import { hasHidden, isVisible, withoutOuter } from './invisible.ts';
import { fromJson } from './json.ts';
import { isSignatureId } from './signature.ts';
import { breaksLine, isFarTooLong, lengthOf } from './text.ts';

/** The most signatures that one request sets aside. */
export const MOST_ASIDE_IDS = 2_000;
/** The longest reason, in characters (code points). */
export const REASON_MAX_CHARS = 200;
/** Where an organizer says so, what is set aside is erased after so many days. */
export const ERASE_AFTER_DAYS = 30;

const AskedAsideSchema = v.object({
  ids: v.pipe(
    v.array(v.pipe(v.string('ids.invalid'), v.check(isSignatureId, 'ids.invalid')), 'ids.invalid'),
    v.nonEmpty('ids.required'),
    v.maxLength(MOST_ASIDE_IDS, 'ids.tooMany'),
    v.transform((ids) => [...new Set(ids)].sort()),
  ),
  reason: v.pipe(
    v.string('reason.required'),
    v.check((typed) => !isFarTooLong(typed, REASON_MAX_CHARS), 'reason.tooLong'),
    v.transform(withoutOuter),
    v.normalize('NFC'),
    v.check(isVisible, 'reason.required'),
    v.check((reason) => lengthOf(reason) <= REASON_MAX_CHARS, 'reason.tooLong'),
    v.check((reason) => !breaksLine(reason) && !hasHidden(reason), 'reason.control'),
  ),
  eraseAfterDays: v.optional(v.literal(ERASE_AFTER_DAYS, 'eraseAfterDays.invalid')),
});

/** Signatures to set aside: their ids, each once and sorted, and why, in one line. */
export type AskedAside = Readonly<v.InferOutput<typeof AskedAsideSchema>>;

/** What is to be set aside, or the mistakes of the request. `code` has its words in `src/i18n`. */
export type ReadAside =
  | { readonly kind: 'valid'; readonly asked: AskedAside }
  | { readonly kind: 'invalid'; readonly mistakes: readonly { field: string; code: string }[] };

const FIELDS = v.keyof(AskedAsideSchema).options;

/** Reads a request to set aside. Each field has at most one mistake. */
export function readAside(body: Readonly<Record<string, unknown>>): ReadAside {
  const { ids = [], reason = '', eraseAfterDays } = body;
  const parsed = v.safeParse(AskedAsideSchema, { ids, reason, eraseAfterDays }, { abortPipeEarly: true });
  if (parsed.success) return { kind: 'valid', asked: parsed.output };
  const mistakes = FIELDS.flatMap((field) => {
    const issue = parsed.issues.find(({ path }) => path?.[0]?.key === field);
    return issue ? [{ field, code: issue.message }] : [];
  });
  return { kind: 'invalid', mistakes };
}

const ListedAsidesSchema = v.array(
  v.object({
    aside: v.string(),
    reason: v.string(),
    at: v.pipe(v.string(), v.isoTimestamp()),
    /** The organizer's name. */
    by: v.string(),
    /** How many ids it names, whether a signature has them or not. */
    signatures: v.number(),
    /** From then on it is erased; absent where it stays. */
    eraseAfter: v.exactOptional(v.pipe(v.string(), v.isoTimestamp())),
  }),
);

/** An aside, as organizers see it listed. */
export type ListedAside = v.InferOutput<typeof ListedAsidesSchema>[number];

/** Reads the list of asides; `null` for what is none. */
export function parseAsideList(json: string): ListedAside[] | null {
  const parsed = v.safeParse(ListedAsidesSchema, fromJson(json));
  return parsed.success ? parsed.output : null;
}
