/** The content of a chosen key file. `encrypted`: the file itself is encrypted. */
export type KeyFile =
  | { readonly kind: 'keys'; readonly keys: readonly string[] }
  | { readonly kind: 'encrypted' }
  | { readonly kind: 'none' };

/**
 * Reads a key file in the format of `age-keygen` and `npm run keys`: private keys, one a line, and comments.
 */
export function parseKeyFile(text: string): KeyFile {
  if (/^(?:age-encryption\.org\/|-----BEGIN AGE ENCRYPTED FILE-----)/u.test(text.trimStart())) {
    return { kind: 'encrypted' };
  }
  const keys = text.split(/\s+/u).filter((word) => /^AGE-SECRET-KEY-(?:PQ-)?1[0-9A-Z]+$/u.test(word));
  return keys.length > 0 ? { kind: 'keys', keys } : { kind: 'none' };
}
