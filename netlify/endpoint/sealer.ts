import { readSettings } from '#settings/settings.ts';

/** Seals a text to all of the organizers' keys. */
type Sealer = (text: string) => Promise<Uint8Array>;

/**
 * Seals to the organizers' keys; `null` where there are none. Throws a `RecipientError` if one is invalid. The library
 * takes 14 MB of memory, so it is loaded only where there are keys.
 */
export async function readSealer(): Promise<Sealer | null> {
  const { signatureRecipients } = readSettings();
  if (signatureRecipients === null) return null;
  const [{ parseRecipients }, { sealText }] = await Promise.all([
    import('#sealing/recipients.ts'),
    import('#sealing/seal.ts'),
  ]);
  const recipients = parseRecipients(signatureRecipients);
  return recipients.length > 0 ? (text) => sealText(text, recipients) : null;
}
