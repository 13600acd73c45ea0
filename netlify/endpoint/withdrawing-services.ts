import type { WithdrawalMailServices } from '#actions/ask-for-withdrawal.ts';
import type { WithdrawingServices } from '#actions/withdraw.ts';
import { withoutAddress } from '#domain/confirmation-token.ts';
import { spellingsOfMailbox } from '#domain/every-address.ts';
import { withdrawalMail } from '#mail/compose.ts';
import { readWithdrawalToken } from '#secret/withdrawal-token.ts';
import { eraserOf } from './entries.ts';
import { idOf, signatureSecret } from './entry-ids.ts';
import type { Invocation } from './invocation.ts';
import { mailingServices } from './mailing.ts';
import { mailFacts } from './pending.ts';
import { withdrawalMarks } from './stores.ts';
import { tokenPlace } from './token-place.ts';

/** For the mark, and once more for the deletion: the supporter gets an answer within 10 s. */
const BUDGET = { totalMs: 4_500, attemptMs: 2_000 };

/** What withdrawing needs from this deploy. `token` is what the form brought. */
export function withdrawingServices(token: unknown, context: Invocation): WithdrawingServices {
  return {
    open: (campaign) =>
      typeof token === 'string'
        ? readWithdrawalToken(signatureSecret(), tokenPlace(campaign, context), withoutAddress(token))
        : null,
    marks: { mark: (place, at) => withdrawalMarks(context, BUDGET).mark(place, at) },
    erase: (kind, campaign, id) => eraserOf(context, BUDGET)(kind, campaign, id),
    now: () => new Date(),
  };
}

/** What mailing a link for taking back needs from this deploy. */
export function withdrawalMailServices(locale: string, context: Invocation): WithdrawalMailServices {
  return {
    toMail: async (campaign, email, at) => {
      // One mailbox may have several ids, from earlier rules of spelling (decision 0013).
      const ids = spellingsOfMailbox(email).map((address) => idOf('signature', campaign, address));
      const withdrawable = { kind: 'signature', ids } as const;
      return withdrawalMail(await mailFacts(campaign, { to: email, locale, at, withdrawable }, context));
    },
    mailing: () => mailingServices(context),
    now: () => new Date(),
  };
}
