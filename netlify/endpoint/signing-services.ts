import { deployFacts } from '#deploy/deploy-facts.ts';
import type { SigningServices } from '#actions/sign.ts';
import type { Signature } from '#domain/signature.ts';
import { isSealing, parseRecipients } from '#sealing/recipients.ts';
import { seal } from '#sealing/seal.ts';
import { signatureId } from '#secret/signature-id.ts';
import { readSettings, SettingsError } from '#settings/settings.ts';
import type { Invocation } from './invocation.ts';
import { signatureStore } from './stores.ts';

/** Whatever the store does, the supporter has an answer within 10 s. */
const BUDGET = { totalMs: 8_000, attemptMs: 3_000 };

const NO_SECRET =
  'SIGNATURE_SECRET is not set or shorter than 32 characters: add it under Environment variables.';

const UNSEALED =
  'SIGNATURE_RECIPIENTS was set when the site was built, which says that signatures are sealed, and is not set for functions: give it both scopes and deploy again.';

/** What signing needs of this deploy. */
export function signingServices(context: Invocation): SigningServices {
  return {
    idOf: (campaign, address) => signatureId(secret(), campaign, address),
    toStored: async (signature): Promise<Signature> => {
      const { signatureRecipients } = readSettings();
      if (isSealing(signatureRecipients)) return seal(signature, parseRecipients(signatureRecipients));
      if ((await deployFacts()).sealed) throw new SettingsError(UNSEALED);
      return signature;
    },
    record: (signature) => signatureStore(context, BUDGET).record(signature),
    now: () => new Date(),
  };
}

/** The secret that keys ids. Throws where it is missing: nobody may be signed without it. */
export function secret(): string {
  const { signatureSecret } = readSettings();
  if (signatureSecret === null) throw new SettingsError(NO_SECRET);
  return signatureSecret;
}
