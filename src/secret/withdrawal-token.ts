import type { Entries, EntryKind } from '#domain/entry-kind.ts';
import { derivedKey } from './derived-key.ts';
import { decrypt, encrypt, fromLetters, toLetters } from './encrypted.ts';

const ID_BYTES = 16;
const KINDS: readonly EntryKind[] = ['signature', 'news'];

/** The token of a link for taking back. It never expires, names nobody, and confirms nothing. */
export function toWithdrawalToken(secret: string, campaign: string, { kind, ids }: Entries): string {
  const bytes = Buffer.concat([Buffer.of(KINDS.indexOf(kind)), ...ids.map((id) => Buffer.from(id, 'hex'))]);
  return toLetters(encrypt(derivedKey(secret, 'withdrawal'), campaign, bytes));
}

/** Opens a token of this campaign; `null` for everything else. */
export function readWithdrawalToken(secret: string, campaign: string, token: string): Entries | null {
  const box = fromLetters(token);
  const bytes = box && decrypt(derivedKey(secret, 'withdrawal'), campaign, box);
  const kind = bytes ? KINDS[bytes[0] ?? -1] : undefined;
  if (!bytes || kind === undefined) return null;
  const ids = bytes.subarray(1).toString('hex').match(ID) ?? [];
  return { kind, ids };
}

const ID = new RegExp(`.{${ID_BYTES * 2}}`, 'gu');
