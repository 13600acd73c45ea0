import { isOrganizerToken } from './organizer-token.ts';
import { isSlug } from './slug.ts';

/** What a token may do: read signatures and the log, or erase signatures. */
const RIGHTS = ['read', 'erase'] as const;

/** One of the things that a token may do. */
export type Right = (typeof RIGHTS)[number];

/** One entry of `ORGANIZER_TOKENS`, with what it opens. */
export interface TokenEntry {
  readonly name: string;
  readonly token: string;
  readonly rights: readonly Right[];
  /** The slugs of the campaigns; `null` for all campaigns. */
  readonly campaigns: readonly string[] | null;
}

/**
 * An entry that opens something, or one that opens nothing. `why` says how to mend it. Neither `why` nor
 * `name` quotes a token.
 */
export type ReadEntry =
  | { readonly kind: 'opens'; readonly entry: TokenEntry }
  | { readonly kind: 'refused'; readonly name: string; readonly why: string };

const WHY = {
  entry: 'Write name:token, the token at least 32 letters, digits, - or _.',
  rights: 'Write name:token:rights, the rights as read, erase or read+erase.',
  campaigns: 'Write name:token:rights:campaigns, the campaigns as slugs with + between them.',
  shared: 'Another entry has the same token. Make one for each organizer.',
} as const;

/**
 * Reads `ORGANIZER_TOKENS`: `name:token`, `name:token:rights` or `name:token:rights:campaigns`, with commas
 * between them. What is not exactly so opens nothing.
 */
export function readTokenEntries(setting: string): ReadEntry[] {
  const read = setting
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(readEntry);
  return read.map((one) => (isAmbiguous(one, read) ? refused(one.entry.name, WHY.shared) : one));
}

function readEntry(part: string): ReadEntry {
  const [name = '', token = '', rights, campaigns, ...rest] = part.split(':');
  if (!/^[\p{L}\p{N} ._-]{1,60}$/u.test(name) || !isOrganizerToken(token)) return refused(name, WHY.entry);
  const readRights = toRights(rights, campaigns !== undefined);
  if (readRights === null) return refused(name, WHY.rights);
  const slugs = campaigns?.split('+') ?? null;
  if (rest.length > 0 || slugs?.some((slug) => !isSlug(slug))) return refused(name, WHY.campaigns);
  return { kind: 'opens', entry: { name, token, rights: readRights, campaigns: slugs } };
}

/** Both rights if none is said. An empty field says none only if a field with campaigns follows. */
function toRights(typed: string | undefined, isMore: boolean): readonly Right[] | null {
  if (typed === undefined || (typed === '' && isMore)) return RIGHTS;
  const words = typed.split('+');
  const known = RIGHTS.filter((right) => words.includes(right));
  return words.every((word) => known.some((right) => right === word)) ? known : null;
}

type Opening = Extract<ReadEntry, { kind: 'opens' }>;

/** True if another entry has the same token: the log could not tell who acted, or by which right. */
function isAmbiguous(one: ReadEntry, all: readonly ReadEntry[]): one is Opening {
  if (one.kind === 'refused') return false;
  const { token } = one.entry;
  const same = all.filter((other) => other.kind === 'opens' && other.entry.token === token);
  return new Set(same.map((other) => JSON.stringify(other))).size > 1;
}

function refused(name: string, why: string): ReadEntry {
  // Whoever swaps the two fields must not find the token in a log.
  return { kind: 'refused', name: isOrganizerToken(name) ? '' : name, why };
}
