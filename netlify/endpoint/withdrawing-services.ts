import type { WithdrawalMailServices } from '#actions/ask-for-withdrawal.ts';
import type { WithdrawingServices } from '#actions/withdraw.ts';
import { keySlugOf } from '#domain/campaign.ts';
import { withoutAddress } from '#domain/confirmation-token.ts';
import { everyCanonicalAddress } from '#domain/every-address.ts';
import { withdrawalMail } from '#mail/compose.ts';
import { readWithdrawalToken } from '#secret/withdrawal-token.ts';
import { eraserOf } from './entries.ts';
import { idOf, signatureSecret } from './entry-ids.ts';
import type { Invocation } from './invocation.ts';
import { mailingServices } from './mailing.ts';
import { mailFacts } from './pending.ts';
import { withdrawalMarks } from './stores.ts';

/** The supporter gets an answer within 10 s. */
const BUDGET = { totalMs: 8_000, attemptMs: 3_000 };

/** What withdrawing needs from this deploy. `token` is what the form brought. */
export function withdrawingServices(token: unknown, context: Invocation): WithdrawingServices {
  return {
    open: (campaign) =>
      typeof token === 'string'
        ? readWithdrawalToken(signatureSecret(), keySlugOf(campaign), withoutAddress(token))
        : null,
    marks: withdrawalMarks(context, BUDGET),
    erase: eraserOf(context, BUDGET),
    now: () => new Date(),
  };
}

/** What mailing a link for taking back needs from this deploy. */
export function withdrawalMailServices(locale: string, context: Invocation): WithdrawalMailServices {
  return {
    toMail: async (campaign, email, at) => {
      // One mailbox may have several ids, from earlier rules of spelling (decision 0013).
      const ids = everyCanonicalAddress(email).map((address) => idOf('signature', campaign, address));
      const withdrawable = { kind: 'signature', ids } as const;
      return withdrawalMail(await mailFacts(campaign, { to: email, locale, at, withdrawable }));
    },
    mailing: () => mailingServices(context),
    now: () => new Date(),
  };
}
