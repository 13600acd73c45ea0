import { createHash, timingSafeEqual } from 'node:crypto';
import { readTokenEntries, type Right, type TokenEntry } from '#domain/token-entries.ts';

/** A person who may open what the token says. Only the hash of the token stays in memory. */
export interface Organizer extends Omit<TokenEntry, 'token'> {
  readonly tokenHash: Buffer;
}

/** The parsed `ORGANIZER_TOKENS`. `complaints` say what to correct and contain no token. */
export interface TokenEntries {
  readonly entries: readonly TokenEntry[];
  readonly complaints: readonly string[];
  /** The places of the entries that open nothing, from 1. */
  readonly refused: readonly number[];
}

/** Reads `ORGANIZER_TOKENS`. An invalid entry becomes a complaint and gives no access. */
export function parseTokens(setting: string | null): TokenEntries {
  const read = readTokenEntries(setting ?? '');
  if (read.length === 0) {
    return {
      entries: [],
      refused: [],
      complaints: ['ORGANIZER_TOKENS is not set: add it under Environment variables.'],
    };
  }
  return {
    entries: read.flatMap((one) => (one.kind === 'opens' ? [one.entry] : [])),
    refused: read.flatMap(({ kind }, index) => (kind === 'refused' ? [index + 1] : [])),
    complaints: read.flatMap((one, index) =>
      one.kind === 'refused' ? [`ORGANIZER_TOKENS: entry ${index + 1} opens nothing. ${one.why}`] : [],
    ),
  };
}

/** The organizers of the entries, with hashes instead of tokens. */
export function toOrganizers(entries: readonly TokenEntry[]): Organizer[] {
  return entries.map(({ token, ...opened }) => ({ ...opened, tokenHash: sha256(token) }));
}

/** The organizer of the token in an `Authorization: Bearer <token>` header (RFC 6750), or `null`. */
export function matchOrganizer(
  authorization: string | null,
  organizers: readonly Organizer[],
): Organizer | null {
  const token = /^Bearer +([A-Za-z0-9_-]+) *$/iu.exec(authorization ?? '')?.[1];
  if (!token) return null;
  const hash = sha256(token);
  // It compares every entry, so that the time does not tell which one matches.
  let found: Organizer | null = null;
  for (const organizer of organizers) if (timingSafeEqual(organizer.tokenHash, hash)) found = organizer;
  return found;
}

/** True if the token opens a campaign with one of these slugs, for whatever right. */
export function opens({ campaigns }: Pick<Organizer, 'campaigns'>, slugs: readonly string[]): boolean {
  return campaigns === null || slugs.some((slug) => campaigns.includes(slug));
}

/** True if the token has the right in a campaign with one of these slugs; no slugs mean all campaigns. */
export function mayDo(
  organizer: Pick<Organizer, 'campaigns' | 'rights'>,
  right: Right,
  slugs: readonly string[],
): boolean {
  return organizer.rights.includes(right) && opens(organizer, slugs);
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
