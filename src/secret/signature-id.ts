import { createHmac } from 'node:crypto';
import type { CanonicalAddress } from '#domain/address.ts';

/** 128 bits: no two addresses of billions collide by chance, and a page of keys stays short. */
const ID_HEX_DIGITS = 32;

/**
 * A signature's id: HMAC-SHA-256 of the campaign and the canonical address, as 32 hex digits. A person has
 * one id in a campaign, and an unrelated id in another. An address does not give an id without the secret.
 */
export function signatureId(secret: string, campaign: string, address: CanonicalAddress): string {
  return createHmac('sha256', secret)
    .update(`signature\0${campaign}\0${address}`)
    .digest('hex')
    .slice(0, ID_HEX_DIGITS);
}
