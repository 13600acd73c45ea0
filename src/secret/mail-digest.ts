import { createHmac } from 'node:crypto';
import type { CanonicalAddress } from '#domain/address.ts';
import { derivedKey } from './derived-key.ts';

/** What the memory of mails keeps of an address on a day: a keyed digest, another one every day. */
export function mailDigest(secret: string, day: string, address: CanonicalAddress): string {
  return createHmac('sha256', derivedKey(secret, 'mail memory'))
    .update(`${day}\0${address}`)
    .digest('hex')
    .slice(0, 32);
}
