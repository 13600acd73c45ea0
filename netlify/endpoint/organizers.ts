import { createHash, timingSafeEqual } from 'node:crypto';
import { isOrganizerToken } from '#domain/organizer-token.ts';

/** A person who may read signatures. Only the hash of the token stays in memory. */
export interface Organizer {
  readonly name: string;
  readonly tokenHash: Buffer;
}

/** One entry of `ORGANIZER_TOKENS`. */
export interface TokenEntry {
  readonly name: string;
  readonly token: string;
}

/** The parsed `ORGANIZER_TOKENS`. `complaints` say what to correct and contain no token. */
export interface TokenEntries {
  readonly entries: readonly TokenEntry[];
  readonly complaints: readonly string[];
}

/**
 * Reads `ORGANIZER_TOKENS` (`name:token,name:token`). An invalid entry becomes a complaint and gives no
 * access.
 */
export function parseTokens(setting: string | null): TokenEntries {
  const entries: TokenEntry[] = [];
  const complaints: string[] = [];
  const parts = (setting ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length === 0) {
    complaints.push('ORGANIZER_TOKENS is not set: add it under Environment variables.');
  }
  for (const [index, part] of parts.entries()) {
    const [name = '', token = '', ...rest] = part.split(':');
    if (/^[\p{L}\p{N} ._-]{1,60}$/u.test(name) && isOrganizerToken(token) && rest.length === 0) {
      entries.push({ name, token });
    } else {
      complaints.push(
        `ORGANIZER_TOKENS: entry ${index + 1} opens nothing. Write name:token, the token at least 32 letters, digits, - or _.`,
      );
    }
  }
  return { entries, complaints };
}

/** The organizers of the entries, with hashes instead of tokens. */
export function toOrganizers(entries: readonly TokenEntry[]): Organizer[] {
  return entries.map(({ name, token }) => ({ name, tokenHash: sha256(token) }));
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

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
