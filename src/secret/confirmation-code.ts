import { createHmac, timingSafeEqual } from 'node:crypto';
import { CODE_LENGTH, CODE_LETTERS, parseCode } from '#domain/confirmation-token.ts';
import { derivedKey } from './derived-key.ts';

/**
 * The code of a record: the first 50 bits of an HMAC-SHA-256 over its letters. Nothing in a record can check a guess,
 * so each guess is a request.
 */
export function codeOf(secret: string, record: string): string {
  const digest = createHmac('sha256', derivedKey(secret, 'code')).update(record).digest();
  // Five bits a letter.
  let bits = digest.readBigUInt64BE() >> BigInt(64 - 5 * CODE_LENGTH);
  let code = '';
  for (let letter = 0; letter < CODE_LENGTH; letter += 1) {
    code = (CODE_LETTERS[Number(bits & 31n)] ?? '') + code;
    bits >>= 5n;
  }
  return code;
}

/** True for the code of this record, however people write it. It takes as long for every wrong one. */
export function isCodeOf(secret: string, record: string, typed: string): boolean {
  const code = parseCode(typed);
  return code !== null && timingSafeEqual(Buffer.from(code), Buffer.from(codeOf(secret, record)));
}
