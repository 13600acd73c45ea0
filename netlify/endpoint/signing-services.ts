import type { SigningServices } from '#actions/sign.ts';
import { idOf } from './entry-ids.ts';
import type { Invocation } from './invocation.ts';
import { mailingServices } from './mailing.ts';
import { pendingSignature } from './pending.ts';
import { toStored } from './sealing.ts';
import { signatureStore } from './stores.ts';

/** The supporter gets an answer within 10 s, also when the store is down. */
const BUDGET = { totalMs: 8_000, attemptMs: 3_000 };

/** What signing needs from this deploy. It opens a store or a mail service only when it needs one. */
export function signingServices(context: Invocation): SigningServices {
  return {
    idOf: (campaign, address) => idOf('signature', campaign, address),
    toStored,
    record: (signature) => signatureStore(context, BUDGET).record(signature),
    toPending: (campaign, signature) => pendingSignature(campaign, signature, context),
    mailing: () => mailingServices(context),
    now: () => new Date(),
  };
}
