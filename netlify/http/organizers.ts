import { createHash, timingSafeEqual } from 'node:crypto';

/** Somebody who may read signatures. Only the hash of the token is kept in memory. */
export interface Organizer {
  readonly name: string;
  readonly tokenHash: Buffer;
}

/**
 * Reads `ORGANIZER_TOKENS` (`name:token,name:token`). An entry that is not valid opens nothing and is reported in
 * `complaints`, which say what to mend and hold no token.
 */
export function parseOrganizers(setting: string | undefined): {
  organizers: Organizer[];
  complaints: string[];
} {
  const organizers: Organizer[] = [];
  const complaints: string[] = [];
  const entries = (setting ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  if (entries.length === 0)
    complaints.push('ORGANIZER_TOKENS is not set: add it under Environment variables.');
  for (const [index, entry] of entries.entries()) {
    const [name = '', token = '', ...rest] = entry.split(':');
    if (/^[\p{L}\p{N} ._-]{1,60}$/u.test(name) && /^[A-Za-z0-9_-]{32,}$/u.test(token) && rest.length === 0) {
      organizers.push({ name, tokenHash: sha256(token) });
    } else {
      complaints.push(
        `ORGANIZER_TOKENS: entry ${index + 1} opens nothing. Write name:token, the token at least 32 letters, digits, - or _.`,
      );
    }
  }
  return { organizers, complaints };
}

/** The organizer whose token the request carries as `Authorization: Bearer <token>` (RFC 6750); else `null`. */
export function organizerOf(request: Request, organizers: readonly Organizer[]): Organizer | null {
  const token = /^Bearer +([A-Za-z0-9_-]+) *$/iu.exec(request.headers.get('authorization') ?? '')?.[1];
  if (!token) return null;
  const hash = sha256(token);
  // Every entry is compared, so that the time tells nothing about which one matched.
  let found: Organizer | null = null;
  for (const organizer of organizers) if (timingSafeEqual(organizer.tokenHash, hash)) found = organizer;
  return found;
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
