import { Encrypter } from 'age-encryption';
import type { Recipients } from './recipients.ts';
import { X25519Recipient } from './x25519-recipient.ts';

/** Seals a text. */
export type Sealer = (text: string) => Promise<Uint8Array>;

/**
 * Seals texts to all recipients, each as one age file. Any one of the private keys opens it; this process cannot.
 */
export function sealerTo(recipients: Recipients): Sealer {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(new X25519Recipient(recipient));
  return (text) => encrypter.encrypt(text);
}
