import { Encrypter } from 'age-encryption';
import type { Recipients } from './recipients.ts';

/**
 * Seals a text to all recipients as one age file. Any one of the private keys opens it; this process cannot.
 */
export async function sealText(text: string, recipients: Recipients): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return encrypter.encrypt(text);
}
