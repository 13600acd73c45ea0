import { describe, expect, it } from 'vitest';
import { parseConfirmationToken, toConfirmationToken, toShownCode } from '#domain/confirmation-token.ts';
import { codeOf, isCodeOf } from '#secret/confirmation-code.ts';
import { readOrder, toOrder } from '#secret/order.ts';
import { type Pending, readPendingRecord, toPendingRecord } from '#secret/pending-record.ts';
import { readWithdrawalToken, toWithdrawalToken } from '#secret/withdrawal-token.ts';
import { aSignature } from '../store/a-signature.ts';

const SECRET = 's'.repeat(32);
const OTHER = 'o'.repeat(32);
const ID = '0123456789abcdef'.repeat(2);

function pending(comment = '', sealed: Uint8Array | null = null): Pending {
  const asked = { kind: 'signature', id: ID, at: '2026-11-26T12:00:00.123Z', locale: 'es' } as const;
  return sealed
    ? { head: asked, sealed }
    : { head: { ...asked, supporter: aSignature({ comment }).supporter }, sealed };
}

const record = toPendingRecord(SECRET, 'clean-river', pending());

/** Every text that differs from this one in one bit of one letter. */
function damaged(text: string): string[] {
  return Array.from(text).flatMap((letter, index) =>
    [1, 2, 4, 8, 16, 32, 64].map(
      (bit) => text.slice(0, index) + String.fromCharCode(letter.charCodeAt(0) ^ bit) + text.slice(index + 1),
    ),
  );
}

describe('a record in the hands of its supporter', () => {
  it('comes back whole, open and sealed', () => {
    expect(readPendingRecord(SECRET, 'clean-river', record)).toEqual(pending());
    const sealed = pending('', Buffer.from('an age file'));
    const found = readPendingRecord(SECRET, 'clean-river', toPendingRecord(SECRET, 'clean-river', sealed));
    expect(found?.head).toEqual(sealed.head);
    expect(Buffer.from(found?.sealed ?? []).toString()).toBe('an age file');
  });

  it('is letters of base64url after a 1, and shows nothing of what was typed', () => {
    expect(record).toMatch(/^1[\w-]+$/u);
    const bytes = Buffer.from(record.slice(1), 'base64url').toString('latin1');
    for (const typed of ['Ada', 'example.org', ID]) expect(bytes, typed).not.toContain(typed);
  });

  it.each([
    ['', 512],
    ['a'.repeat(300), 1024],
    ['a'.repeat(1000), 2048],
    ['🌊'.repeat(1000), 8192],
  ])('is padded: a comment of %s', (comment, bytes) => {
    const letters = toPendingRecord(SECRET, 'clean-river', pending(comment));
    // A nonce of 12 bytes stands before, and a tag of 16 after.
    expect(Buffer.from(letters.slice(1), 'base64url')).toHaveLength(12 + bytes + 16);
  });

  it('is never the same twice', () => {
    expect(toPendingRecord(SECRET, 'clean-river', pending())).not.toBe(record);
  });

  it('opens for no other campaign and no other secret', () => {
    expect(readPendingRecord(SECRET, 'other-river', record)).toBeNull();
    expect(readPendingRecord(OTHER, 'clean-river', record)).toBeNull();
  });

  it('opens with no letter changed, lost or added', () => {
    for (const text of damaged(record))
      expect(readPendingRecord(SECRET, 'clean-river', text), text).toBeNull();
    for (const text of [record.slice(1), record.slice(0, -1), `${record}A`, `${record}=`, ` ${record}`, ''])
      expect(readPendingRecord(SECRET, 'clean-river', text), text).toBeNull();
  });
});

describe('the code of a record', () => {
  const code = codeOf(SECRET, record);

  it('is ten letters of Crockford’s base 32', () => {
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/u);
    expect(toShownCode(code)).toMatch(/^.{5}-.{5}$/u);
  });

  it('is spread over all letters in every place', () => {
    const codes = Array.from({ length: 2_000 }, (_, index) => codeOf(SECRET, String(index)));
    for (let place = 0; place < 10; place += 1)
      expect(new Set(codes.map((code) => code[place])).size, `place ${place}`).toBe(32);
  });

  it('is taken however people write it', () => {
    const shown = toShownCode(code);
    for (const typed of [
      code,
      shown,
      shown.toLowerCase(),
      shown.replace('-', ' '),
      shown.replace('-', '–'),
      ` ${shown}\n`,
      shown.replaceAll('0', 'o').replaceAll('1', 'l'),
      shown.replaceAll('0', 'O').replaceAll('1', 'I'),
      Array.from(code).join('\u00A0'),
    ])
      expect(isCodeOf(SECRET, record, typed), typed).toBe(true);
  });

  it('fits no other record and no other secret, and no other code fits', () => {
    expect(isCodeOf(OTHER, record, code)).toBe(false);
    for (const text of damaged(record)) expect(isCodeOf(SECRET, text, code), text).toBe(false);
    const long = `${' '.repeat(200)}${code}`;
    for (const typed of [
      '',
      long,
      code.slice(1),
      `${code}0`,
      'U'.repeat(10),
      '😀'.repeat(10),
      'ſ'.repeat(10),
    ])
      expect(isCodeOf(SECRET, record, typed), typed).toBe(false);
  });
});

describe('a token', () => {
  const token = toConfirmationToken({ record, code: codeOf(SECRET, record) });

  it('is taken with white space and the address before its #', () => {
    const parts = { record, code: codeOf(SECRET, record) };
    for (const pasted of [token, ` ${token}\n`, `https://petition.example/es/clean-river/confirm/#${token} `])
      expect(parseConfirmationToken(pasted), pasted).toEqual(parts);
  });

  it('is refused if it is no token', () => {
    const small = `${record}.${codeOf(SECRET, record).toLowerCase()}`;
    const spaced = token.replace('.', '. ');
    for (const pasted of ['', '#', record, `${token}.x`, '.', `${record}.`, `.${record}`, small, spaced])
      expect(parseConfirmationToken(pasted), pasted).toBeNull();
  });

  it('never withdraws, and a link for withdrawing never confirms', () => {
    expect(readWithdrawalToken(SECRET, 'clean-river', token)).toBeNull();
    expect(readWithdrawalToken(SECRET, 'clean-river', record)).toBeNull();
    const withdrawal = toWithdrawalToken(SECRET, 'clean-river', { kind: 'signature', ids: [ID] });
    expect(readPendingRecord(SECRET, 'clean-river', withdrawal)).toBeNull();
  });
});

describe('a link for taking back', () => {
  const asked = { kind: 'news', ids: [ID, 'f'.repeat(32)] } as const;
  const token = toWithdrawalToken(SECRET, 'clean-river', asked);

  it('tells kind and ids to us, and to nobody else', () => {
    expect(readWithdrawalToken(SECRET, 'clean-river', token)).toEqual(asked);
    expect(Buffer.from(token.slice(1), 'base64url').toString('hex')).not.toContain(ID);
  });

  it('opens for no other campaign or secret, and with no letter changed', () => {
    expect(readWithdrawalToken(SECRET, 'other-river', token)).toBeNull();
    expect(readWithdrawalToken(OTHER, 'clean-river', token)).toBeNull();
    for (const text of damaged(token))
      expect(readWithdrawalToken(SECRET, 'clean-river', text), text).toBeNull();
  });
});

describe('the order of a record', () => {
  it('is its exact time, for this record only', () => {
    const place = { campaign: 'clean-river', id: ID };
    const at = new Date('2026-11-26T12:00:00.123Z');
    const order = toOrder(SECRET, place, at);
    expect(readOrder(SECRET, place, order)).toBe(at.valueOf());
    expect(readOrder(OTHER, place, order)).toBe(Number.NEGATIVE_INFINITY);
    for (const other of [{ id: 'f'.repeat(32) }, { campaign: 'other-river' }])
      expect(readOrder(SECRET, { ...place, ...other }, order), JSON.stringify(other)).toBe(
        Number.NEGATIVE_INFINITY,
      );
  });
});
