import type { Sealer } from '#sealing/seal.ts';
import { readSettings } from '#settings/settings.ts';

/** What seals to the keys of a setting. Keys are parsed once a process. */
let last: { readonly setting: string; readonly sealer: Sealer | null } | undefined;

/**
 * Seals to the organizers' keys; `null` where there are none. Throws a `RecipientError` if one is invalid. The library
 * takes 14 MB of memory, so it is loaded only where there are keys.
 */
export async function readSealer(): Promise<Sealer | null> {
  const { signatureRecipients: setting } = readSettings();
  if (setting === null) return null;
  if (last?.setting !== setting) last = { setting, sealer: await sealerOf(setting) };
  return last.sealer;
}

async function sealerOf(setting: string): Promise<Sealer | null> {
  const [{ parseRecipients }, { sealerTo }] = await Promise.all([
    import('#sealing/recipients.ts'),
    import('#sealing/seal.ts'),
  ]);
  const recipients = parseRecipients(setting);
  return recipients.length > 0 ? sealerTo(recipients) : null;
}
