import { textOfBytes } from '#domain/text-bytes.ts';

/**
 * The content of a chosen key file. `encrypted`: the file itself is encrypted. `document`: it is no plain
 * text, such as a document of a word processor.
 */
export type KeyFile =
  | { readonly kind: 'keys'; readonly keys: readonly string[] }
  | { readonly kind: 'encrypted' }
  | { readonly kind: 'document' }
  | { readonly kind: 'none' };

/**
 * Reads a key file in the format of `age-keygen` and `npm run keys`: private keys and comments. A key is found
 * in quotes and in RTF as well, and beside letters of an old encoding.
 */
export function parseKeyFile(bytes: Uint8Array): KeyFile {
  const plain = textOfBytes(bytes);
  // Keys and the words below are ASCII, which every byte of Latin-1 keeps.
  const text = plain ?? new TextDecoder('latin1').decode(bytes);
  if (/^(?:age-encryption\.org\/|-----BEGIN AGE ENCRYPTED FILE-----)/u.test(text.trimStart())) {
    return { kind: 'encrypted' };
  }
  const keys = text.match(/(?<![\w-])AGE-SECRET-KEY-(?:PQ-)?1[0-9A-Z]+/gu);
  if (keys) return { kind: 'keys', keys };
  return { kind: plain === null ? 'document' : 'none' };
}
