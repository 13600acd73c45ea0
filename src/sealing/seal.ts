import { Encrypter } from 'age-encryption';
import { frameOf, type OpenSignature, type Signature } from '#domain/signature.ts';
import type { Recipients } from './recipients.ts';
import { toSealedJson } from './sealed-text.ts';

/**
 * Seals the personal part of a signature to all recipients as one age file. The signature's time is rounded
 * down to the hour. Any one of the private keys opens the seal; this process cannot open it.
 */
export async function seal(signature: OpenSignature, recipients: Recipients): Promise<Signature> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const file = await encrypter.encrypt(toSealedJson(signature.supporter));
  const frame = frameOf(signature);
  const sealed = Buffer.from(file).toString('base64');
  return { version: 1, ...frame, signedAt: toHour(frame.signedAt), sealed };
}

/** `2016-01-31T12:34:56.789Z` → `2016-01-31T12:00:00.000Z` */
function toHour(instant: string): string {
  return `${instant.slice(0, 13)}:00:00.000Z`;
}
