import type { CanonicalAddress } from '#domain/address.ts';
import { type Campaign, keySlugOf } from '#domain/campaign.ts';
import type { EntryKind } from '#domain/entry-kind.ts';
import { entryId } from '#secret/entry-id.ts';
import { readSecrets } from '#settings/secrets.ts';
import { SettingsError } from '#settings/settings.ts';

const NO_SECRET =
  'SIGNATURE_SECRET is not set or shorter than 32 characters: add it under Environment variables.';

/** The secret. Throws a `SettingsError` if it is missing. */
export function signatureSecret(): string {
  const { signatureSecret } = readSecrets();
  if (signatureSecret === null) throw new SettingsError(NO_SECRET);
  return signatureSecret;
}

/** The id of what an address has in a campaign: its signature, or its wish for news. */
export function idOf(kind: EntryKind, campaign: Campaign, address: CanonicalAddress): string {
  return entryId(signatureSecret(), { kind, campaign: keySlugOf(campaign) }, address);
}
