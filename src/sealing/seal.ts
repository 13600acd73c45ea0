import { Encrypter } from 'age-encryption';
import { hourIn } from '#domain/calendar-date.ts';
import { frameOf, type OpenSignature, type SealedSignature } from '#domain/signature.ts';
import type { Recipients } from './recipients.ts';

/**
 * Seals a text to all recipients as one age file. Any one of the private keys opens it; this process cannot.
 */
export async function sealText(text: string, recipients: Recipients): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return encrypter.encrypt(text);
}

/**
 * A signature around its seal. Its time is rounded down to the hour of the site's time zone, so it stays on its day.
 */
export function toSealedSignature(
  signature: Pick<OpenSignature, 'id' | 'campaign' | 'signedAt'>,
  file: Uint8Array,
  timeZone: string,
): SealedSignature {
  const frame = frameOf(signature);
  const signedAt = hourIn(timeZone, new Date(frame.signedAt)).toISOString();
  return { version: 1, ...frame, signedAt, sealed: Buffer.from(file).toString('base64') };
}
