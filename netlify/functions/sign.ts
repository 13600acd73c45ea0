import type { Config } from '@netlify/functions';
import { sign } from '#actions/sign.ts';
import { campaignPath, confirmPath, thanksPath, viaPath } from '#domain/page-paths.ts';
import { partnerCalled } from '#domain/partner.ts';
import { formEndpoint } from '#endpoint/form-endpoint.ts';
import { signingServices } from '#endpoint/signing-services.ts';
import { MAX_BODY_BYTES } from '#http/read-body.ts';

/** `POST /api/campaigns/:campaign/signatures`: sign. Public. */
export default formEndpoint(
  {
    maxBytes: MAX_BODY_BYTES,
    onlyWhileOpen: true,
    page: ({ locale, slug, partners, site, typed }) => {
      const partner = partnerCalled(typed['via'], partners);
      const path = partner ? viaPath(locale, slug, partner.slug, site) : campaignPath(locale, slug, site);
      return { path, form: 'sign' };
    },
  },
  async (call) => {
    const { campaign, site, locale, context, refuse, unavailable } = call;
    const outcome = await sign(call, signingServices(context));
    switch (outcome.kind) {
      case 'recorded':
        return {
          kind: 'done',
          to: thanksPath(locale, campaign.slug, site),
          status: 200,
          json: { status: 'accepted' },
        };
      case 'pending': {
        const path = confirmPath(locale, campaign.slug, site);
        return { ...outcome, path, locale };
      }
      case 'invalid':
        return refuse(422, ...outcome.mistakes);
      case 'unavailable': {
        const isMailed = campaign.confirmation === 'required';
        return unavailable(isMailed ? 'mail.unavailable' : 'store.unavailable', outcome.cause);
      }
    }
  },
);

/** The route of this function. */
export const config: Config = {
  path: '/api/campaigns/:campaign/signatures',
  method: 'POST',
  // The edge counts requests by IP address and keeps no record. A full hall on one Wi-Fi must not hit the limit:
  // four signatures a second.
  rateLimit: { windowLimit: 240, windowSize: 60, aggregateBy: ['ip', 'domain'] },
};
