import type { Config } from '@netlify/functions';
import { askForWithdrawal } from '#actions/ask-for-withdrawal.ts';
import { withdrawPath, withdrawSentPath } from '#domain/page-paths.ts';
import { formEndpoint } from '#endpoint/form-endpoint.ts';
import { mailTrouble } from '#endpoint/mailing.ts';
import { withdrawalMailServices } from '#endpoint/withdrawing-services.ts';
import { MAX_RECORD_BODY_BYTES } from '#http/read-body.ts';

/** `POST /api/campaigns/:campaign/withdrawal-mails`: mail the link that takes a signature back. Public. */
export default formEndpoint(
  {
    maxBytes: MAX_RECORD_BODY_BYTES,
    page: ({ locale, slug, site }) => ({ path: withdrawPath(locale, slug, site), form: 'withdrawal-mail' }),
  },
  async (call) => {
    const { campaign, site, locale, context, refuse, unavailable } = call;
    const outcome = await askForWithdrawal(call, withdrawalMailServices(locale, context));
    switch (outcome.kind) {
      case 'asked': {
        const to = withdrawSentPath(locale, campaign.slug, site);
        return { kind: 'done', to, status: 202, json: { status: 'pending' } };
      }
      case 'invalid':
        return refuse(422, ...outcome.mistakes);
      case 'unavailable':
        return unavailable(mailTrouble(campaign, outcome.cause), outcome.cause);
    }
  },
);

/** The route of this function. */
export const config: Config = {
  path: '/api/campaigns/:campaign/withdrawal-mails',
  rateLimit: { windowLimit: 60, windowSize: 60, aggregateBy: ['ip', 'domain'] },
};
