import type { CanonicalAddress } from '#domain/address.ts';
import { type Campaign, keySlugOf } from '#domain/campaign.ts';
import { signatureId } from '#secret/signature-id.ts';
import { readSecrets } from '#settings/secrets.ts';
import { SettingsError } from '#settings/settings.ts';

const NO_SECRET =
  'SIGNATURE_SECRET is not set or shorter than 32 characters: add it under Environment variables.';

/** The id of the signature of an address in a campaign. Throws a `SettingsError` if the secret is missing. */
export function idOf(campaign: Campaign, address: CanonicalAddress): string {
  const { signatureSecret } = readSecrets();
  if (signatureSecret === null) throw new SettingsError(NO_SECRET);
  return signatureId(signatureSecret, keySlugOf(campaign), address);
}
