import type { Config } from '@netlify/functions';
import { confirm } from '#actions/confirm.ts';
import { confirmPath, newsSentPath, newsThanksPath, thanksPath } from '#domain/page-paths.ts';
import { confirmingServices, sentToken } from '#endpoint/confirming-services.ts';
import { formEndpoint } from '#endpoint/form-endpoint.ts';
import { CODE_FORM } from '#http/form-answer.ts';
import { MAX_RECORD_BODY_BYTES } from '#http/read-body.ts';

/** `POST /api/campaigns/:campaign/confirmations`: confirm a signature, or a wish for news. Public. */
export default formEndpoint(
  {
    maxBytes: MAX_RECORD_BODY_BYTES,
    page: ({ locale, slug, site, typed }) => ({
      path: (typed['kind'] === 'news' ? newsSentPath : confirmPath)(locale, slug, site),
      // Without a record only a link helps, so its field is shown.
      ...('record' in typed && !('token' in typed) ? CODE_FORM : { form: 'confirm-link', shape: 'link' }),
    }),
  },
  async (call) => {
    const { campaign, site, locale, typed, context, refuse, unavailable } = call;
    const field = 'token' in typed ? 'token' : 'code';
    const outcome = await confirm(call, confirmingServices(sentToken(typed), context));
    switch (outcome.kind) {
      case 'confirmed': {
        const path = outcome.what === 'news' ? newsThanksPath : thanksPath;
        const to = path(locale, campaign.slug, site);
        return { kind: 'done', to, status: 200, json: { status: 'accepted' } };
      }
      case 'invalid':
        return refuse(422, { field, code: 'code.invalid' });
      case 'expired':
        return refuse(422, { field, code: 'code.expired' });
      case 'closed':
        return refuse(409, { code: 'campaign.closed' });
      case 'withdrawn':
        return refuse(409, { code: 'signature.withdrawn' });
      case 'unavailable':
        return unavailable('confirmation.unavailable', outcome.cause);
    }
  },
);

/** The route of this function. */
export const config: Config = {
  path: '/api/campaigns/:campaign/confirmations',
  // A code has 50 bits and each guess is a request: an address would need 35 million years (decision 0021).
  rateLimit: { windowLimit: 60, windowSize: 60, aggregateBy: ['ip', 'domain'] },
};
