/** Crockford's base 32: no I, L, O or U. https://www.crockford.com/base32.html */
export const CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Ten letters are 50 bits. */
export const CODE_LENGTH = 10;
/** With all that may come along. To bring a long text into one Unicode form would cost much time. */
const MAX_TYPED = 200;

/** A code as people read it: `7K3QD-9XW2M`. */
export function toShownCode(code: string): string {
  return `${code.slice(0, CODE_LENGTH / 2)}-${code.slice(CODE_LENGTH / 2)}`;
}

/** The code that somebody typed or pasted, in its one spelling; `null` if it is none. */
export function parseCode(typed: string): string | null {
  if (typed.length > MAX_TYPED) return null;
  const code = typed
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\p{C}\u2212]/gu, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/gu, '1');
  return code.length === CODE_LENGTH && Array.from(code).every((letter) => CODE_LETTERS.includes(letter))
    ? code
    : null;
}

/** What a link to the page for confirming carries: the whole record and its code in one. */
export interface ConfirmationToken {
  readonly record: string;
  readonly code: string;
}

/** The token of a link. Its letters need no escape in an address. */
export function toConfirmationToken({ record, code }: ConfirmationToken): string {
  return `${record}.${code}`;
}

/**
 * Takes a token apart; `null` if it is none. White space and the address before its `#` may come along. The token itself
 * is taken exactly as it was sent: only people who type need another spelling of a code.
 */
export function parseConfirmationToken(pasted: string): ConfirmationToken | null {
  const parts = withoutAddress(pasted).split('.');
  const [record, code] = parts;
  return record && code && parts.length === 2 && parseCode(code) === code ? { record, code } : null;
}

/** A token alone, from a pasted link. */
export function withoutAddress(pasted: string): string {
  return pasted.slice(pasted.lastIndexOf('#') + 1).trim();
}
