import { createHash } from 'node:crypto';
import type { Recipients } from './recipients.ts';

/** A short name of a set of public keys, in whatever order: 16 hex digits of a SHA-256. `null` for none. */
export function fingerprintOf(recipients: Recipients): string | null {
  const keys = [...new Set(recipients)].sort();
  return keys.length === 0 ? null : createHash('sha256').update(keys.join(',')).digest('hex').slice(0, 16);
}
