import { createHmac } from 'node:crypto';
import type { CanonicalAddress } from '#domain/address.ts';

/** 128 bits: no two addresses meet by chance among billions, and a page of keys stays short. */
const ID_HEX_DIGITS = 32;

/**
 * A signature's id: HMAC-SHA-256 of the campaign and the canonical address. The same person has the same id in one
 * campaign and unrelated ids in two. Without the secret nobody can go from an address to an id.
 */
export function signatureId(secret: string, campaign: string, address: CanonicalAddress): string {
  return createHmac('sha256', secret)
    .update(`signature\0${campaign}\0${address}`)
    .digest('hex')
    .slice(0, ID_HEX_DIGITS);
}
