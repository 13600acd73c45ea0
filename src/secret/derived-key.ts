import { hkdfSync } from 'node:crypto';

/** What a key is for. Keys for two purposes tell nothing of each other. */
type Purpose = 'record' | 'code' | 'withdrawal' | 'mail memory' | 'order' | 'discreet';

const KEY_BYTES = 32;

const derived = new Map<string, Uint8Array>();

/** A key for one purpose: HKDF-SHA-256 (RFC 5869) of the secret. A key is derived once in a process. */
export function derivedKey(secret: string, purpose: Purpose): Uint8Array {
  const name = `${purpose}\0${secret}`;
  const key =
    derived.get(name) ?? new Uint8Array(hkdfSync('sha256', secret, '', `undersigned ${purpose}`, KEY_BYTES));
  derived.set(name, key);
  return key;
}
