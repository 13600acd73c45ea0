import { deployFacts } from '#deploy/deploy-facts.ts';
import { deployedSite } from '#deploy/deployed-content.ts';
import type { OpenSignature, SealedSignature, Signature } from '#domain/signature.ts';
import { toSealedSignature } from '#sealing/sealed-signature.ts';
import { toSealedJson } from '#sealing/sealed-text.ts';
import { toOrder } from '#secret/order.ts';
import { SettingsError } from '#settings/settings.ts';
import { signatureSecret } from './entry-ids.ts';
import { readSealer } from './sealer.ts';

const UNSEALED =
  'SIGNATURE_RECIPIENTS was set when the site was built, which says that signatures are sealed, and is not set for functions: give it both scopes and deploy again.';

/**
 * A text sealed to the organizers' keys; `null` if there are none. Throws a `SettingsError` if the built site promises
 * sealing and there are no keys.
 */
export async function toSealedFile(text: string): Promise<Uint8Array | null> {
  const seal = await readSealer();
  if (seal) return seal(text);
  if ((await deployFacts()).sealed) throw new SettingsError(UNSEALED);
  return null;
}

/** A signature in its stored form: sealed if there are keys. */
export async function toStored(signature: OpenSignature): Promise<Signature> {
  const file = await toSealedFile(toSealedJson(signature.supporter));
  return file ? withOrder(signature, file) : signature;
}

/** A sealed signature: the hour of signing is open, its exact time is encrypted. */
export async function withOrder(
  signature: Pick<OpenSignature, 'id' | 'campaign' | 'signedAt'>,
  file: Uint8Array,
): Promise<SealedSignature> {
  const { timeZone } = await deployedSite();
  const order = toOrder(signatureSecret(), signature, new Date(signature.signedAt));
  return { ...toSealedSignature(signature, file, timeZone), order };
}
