import { derivedKey } from './derived-key.ts';
import { decrypt, encrypt } from './encrypted.ts';

/** Which record an order belongs to. */
interface OrderPlace {
  readonly campaign: string;
  readonly id: string;
}

/** The exact time of a record, encrypted. A sealed signature shows only the hour, which cannot order two signings. */
export function toOrder(secret: string, place: OrderPlace, at: Date): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(at.valueOf()));
  return encrypt(derivedKey(secret, 'order'), placeOf(place), bytes).toString('base64');
}

/** Opens an order, as milliseconds since 1970. One of another secret is older than everything. */
export function readOrder(secret: string, place: OrderPlace, order: string): number {
  const bytes = decrypt(derivedKey(secret, 'order'), placeOf(place), Buffer.from(order, 'base64'));
  return bytes ? Number(bytes.readBigInt64BE()) : Number.NEGATIVE_INFINITY;
}

function placeOf({ campaign, id }: OrderPlace): string {
  return `${campaign}/${id}`;
}
