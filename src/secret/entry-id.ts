import { createHmac } from 'node:crypto';
import type { CanonicalAddress } from '#domain/address.ts';
import type { EntryKind } from '#domain/entry-kind.ts';

/** 128 bits: no two addresses of billions collide by chance, and a page of keys stays short. */
const ID_HEX_DIGITS = 32;

/**
 * A record's id: HMAC-SHA-256 of its kind, the campaign and the canonical address, as 32 hex digits. A person has one
 * id in a campaign, and unrelated ones in another and for news. An address does not give an id without the secret.
 */
export function entryId(
  secret: string,
  { kind, campaign }: { kind: EntryKind; campaign: string },
  address: CanonicalAddress,
): string {
  return createHmac('sha256', secret)
    .update(`${kind}\0${campaign}\0${address}`)
    .digest('hex')
    .slice(0, ID_HEX_DIGITS);
}
