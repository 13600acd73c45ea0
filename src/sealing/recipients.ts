import { OwnError } from '#domain/own-error.ts';
import { X25519Recipient } from './x25519-recipient.ts';

/** The public keys to which signatures are sealed: age keys, https://age-encryption.org/v1. */
export type Recipients = readonly string[];

/** An invalid recipient. The message says which entry it is, and how to correct it. */
class RecipientError extends OwnError {
  override readonly name = 'RecipientError';
}

/**
 * Reads `SIGNATURE_RECIPIENTS` (`age1…,age1…`); empty if it is not set. Throws a `RecipientError` if one
 * entry is not a public key. A signature is sealed to all recipients or refused.
 */
export function parseRecipients(setting: string | null): Recipients {
  const recipients = (setting ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  for (const [index, recipient] of recipients.entries()) {
    if (recipient.startsWith('AGE-SECRET-KEY-')) {
      throw new RecipientError(
        `SIGNATURE_RECIPIENTS: entry ${index + 1} is a private key. Take it out at once, make a new pair with npm run keys -- --pair, and put the public half (age1…) here.`,
      );
    }
    if (!isRecipient(recipient)) {
      throw new RecipientError(
        `SIGNATURE_RECIPIENTS: entry ${index + 1} is not an age public key. Write the one that npm run keys showed: age1 and 58 more letters and digits.`,
      );
    }
  }
  return recipients;
}

/** True for a classic X25519 key, which every age tool can open, and to which something can be sealed. */
function isRecipient(text: string): boolean {
  if (!/^age1[0-9a-z]{58}$/u.test(text)) return false;
  try {
    new X25519Recipient(text).wrapFileKey(new Uint8Array(16));
    return true;
  } catch {
    return false;
  }
}

/**
 * True if signatures are sealed before they are stored. Throws a `RecipientError` if a recipient is invalid.
 */
export function isSealing(setting: string | null): boolean {
  return parseRecipients(setting).length > 0;
}
