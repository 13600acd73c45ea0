import type { Config } from '@netlify/functions';
import { askForNews } from '#actions/ask-for-news.ts';
import { campaignPath, newsSentPath } from '#domain/page-paths.ts';
import { formEndpoint } from '#endpoint/form-endpoint.ts';
import { newsServices } from '#endpoint/news-services.ts';
import { MAX_RECORD_BODY_BYTES } from '#http/read-body.ts';

/** `POST /api/campaigns/:campaign/news`: ask for news without signing. Public. */
export default formEndpoint(
  {
    maxBytes: MAX_RECORD_BODY_BYTES,
    page: ({ locale, slug, site }) => ({ path: campaignPath(locale, slug, site), form: 'news' }),
  },
  async (call) => {
    const { campaign, site, locale, context, refuse, unavailable } = call;
    const outcome = await askForNews(call, newsServices(locale, context));
    switch (outcome.kind) {
      case 'pending': {
        const path = newsSentPath(locale, campaign.slug, site);
        return { ...outcome, path, locale };
      }
      case 'invalid':
        return refuse(422, ...outcome.mistakes);
      case 'unavailable':
        return unavailable('mail.unavailable', outcome.cause);
    }
  },
);

/** The route of this function. */
export const config: Config = {
  path: '/api/campaigns/:campaign/news',
  method: 'POST',
  rateLimit: { windowLimit: 60, windowSize: 60, aggregateBy: ['ip', 'domain'] },
};
