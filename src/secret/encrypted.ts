import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts and authenticates bytes (AES-256-GCM, NIST SP 800-38D). `place` is where they belong: it must be the same to open them. */
export function encrypt(key: KeyObject, place: string, bytes: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(place));
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

/** Opens what `encrypt` made; `null` for anything else, and for another key or place. */
export function decrypt(key: KeyObject, place: string, box: Uint8Array): Buffer | null {
  if (box.length < NONCE_BYTES + TAG_BYTES) return null;
  try {
    const decipher = createDecipheriv(CIPHER, key, box.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(place))
      .setAuthTag(box.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(box.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    return null;
  }
}

/** Bytes as base64url after a first letter, which tells the format. */
export function toLetters(bytes: Buffer): string {
  return FORMAT + bytes.toString('base64url');
}

/** Reads letters of this format in their one spelling; `null` for others. */
export function fromLetters(letters: string): Buffer | null {
  const bytes = Buffer.from(letters.slice(FORMAT.length), 'base64url');
  // Node drops what is no base64url, and several last letters mean the same bytes.
  return toLetters(bytes) === letters ? bytes : null;
}

const FORMAT = '1';
