import { Encrypter } from 'age-encryption';
import { hourIn } from '#domain/calendar-date.ts';
import { frameOf, type OpenSignature, type Signature } from '#domain/signature.ts';
import type { Recipients } from './recipients.ts';
import { toSealedJson } from './sealed-text.ts';

/**
 * Seals the personal part of a signature to all recipients as one age file. The signature's time is rounded
 * down to the hour of the site's time zone, so it stays on its day. Any one of the private keys opens the seal;
 * this process cannot open it.
 */
export async function seal(
  signature: OpenSignature,
  { recipients, timeZone }: { recipients: Recipients; timeZone: string },
): Promise<Signature> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const file = await encrypter.encrypt(toSealedJson(signature.supporter));
  const frame = frameOf(signature);
  const sealed = Buffer.from(file).toString('base64');
  const signedAt = hourIn(timeZone, new Date(frame.signedAt)).toISOString();
  return { version: 1, ...frame, signedAt, sealed };
}
