import type { SigningServices } from '#actions/sign.ts';
import { deployFacts } from '#deploy/deploy-facts.ts';
import { deployedSite } from '#deploy/deployed-content.ts';
import type { Signature } from '#domain/signature.ts';
import { isSealing, parseRecipients } from '#sealing/recipients.ts';
import { seal } from '#sealing/seal.ts';
import { readSettings, SettingsError } from '#settings/settings.ts';
import type { Invocation } from './invocation.ts';
import { idOf } from './entry-ids.ts';
import { signatureStore } from './stores.ts';

/** The supporter gets an answer within 10 s, also when the store is down. */
const BUDGET = { totalMs: 8_000, attemptMs: 3_000 };

const UNSEALED =
  'SIGNATURE_RECIPIENTS was set when the site was built, which says that signatures are sealed, and is not set for functions: give it both scopes and deploy again.';

/** What signing needs from this deploy. It opens the store only to record a signature. */
export function signingServices(context: Invocation): SigningServices {
  return {
    idOf: (campaign, address) => idOf('signature', campaign, address),
    toStored: async (signature): Promise<Signature> => {
      const { signatureRecipients } = readSettings();
      if (isSealing(signatureRecipients)) {
        const { timeZone } = await deployedSite();
        return seal(signature, { recipients: parseRecipients(signatureRecipients), timeZone });
      }
      if ((await deployFacts()).sealed) throw new SettingsError(UNSEALED);
      return signature;
    },
    record: (signature) => signatureStore(context, BUDGET).record(signature),
    now: () => new Date(),
  };
}
