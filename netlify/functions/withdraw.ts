import type { Config } from '@netlify/functions';
import { withdraw } from '#actions/withdraw.ts';
import { withdrawnPath, withdrawPath } from '#domain/page-paths.ts';
import { formEndpoint } from '#endpoint/form-endpoint.ts';
import { withdrawingServices } from '#endpoint/withdrawing-services.ts';
import { MAX_RECORD_BODY_BYTES } from '#http/read-body.ts';

/** `POST /api/campaigns/:campaign/withdrawals`: take a signature back, or a wish for news. Public. */
export default formEndpoint(
  {
    maxBytes: MAX_RECORD_BODY_BYTES,
    page: ({ locale, slug, site }) => ({ path: withdrawPath(locale, slug, site), form: 'withdraw' }),
  },
  async (call) => {
    const { campaign, site, locale, typed, context, refuse, unavailable } = call;
    const withdrawing = { ...call, isChosen: typed['withdraw'] === 'yes' };
    const outcome = await withdraw(withdrawing, withdrawingServices(typed['token'], context));
    switch (outcome.kind) {
      case 'withdrawn': {
        const to = withdrawnPath(locale, campaign.slug, site);
        return { kind: 'done', to, status: 200, json: { status: 'withdrawn' } };
      }
      case 'invalid':
        return refuse(422, { field: 'token', code: 'token.invalid' });
      case 'required':
        return refuse(422, { field: 'withdraw', code: 'withdraw.required' });
      case 'unavailable':
        return unavailable('withdrawal.unavailable', outcome.cause);
    }
  },
);

/** The route of this function. */
export const config: Config = {
  path: '/api/campaigns/:campaign/withdrawals',
  rateLimit: { windowLimit: 60, windowSize: 60, aggregateBy: ['ip', 'domain'] },
};
