import { download } from '#actions/download.ts';
import { deployedSite } from '#deploy/deployed-content.ts';
import { dayIn } from '#domain/calendar-date.ts';
import { downloadServices } from '#endpoint/download-services.ts';
import { campaignEndpoint } from '#endpoint/organizer-endpoint.ts';
import { jsonErrors } from '#http/answer.ts';
import { downloadHeaders, readDownloadQuery } from '#http/download-answer.ts';

const RULES = {
  right: 'read',
  methods: ['GET', 'HEAD'],
  allow: 'GET, HEAD, POST',
  unavailable: 'download.unavailable',
} as const;

/**
 * `GET /api/campaigns/:campaign/signatures`: download, for organizers. It also answers 405 for this address.
 */
export default campaignEndpoint(RULES, async ({ request, context, campaign, organizer, t }) => {
  const query = readDownloadQuery(new URL(request.url));
  if (query.kind === 'refused') return jsonErrors(400, [{ code: query.code }], t);
  const { format, part } = query;
  const outcome = await download(
    { campaign, who: organizer.name, format, part, isHead: request.method === 'HEAD' },
    downloadServices(context),
  );
  switch (outcome.kind) {
    case 'sealed':
      return jsonErrors(409, [{ code: 'download.sealed' }], t);
    case 'tooLarge': {
      const { parts } = outcome;
      const numbers = { values: { parts: String(parts) }, details: { parts } };
      return jsonErrors(409, [{ code: 'download.tooLarge' }], t, numbers);
    }
    case 'rows': {
      const day = dayIn((await deployedSite()).timeZone, new Date());
      const headers = downloadHeaders({ slug: campaign.slug, format, part }, outcome.rows, day);
      return new Response(outcome.body, { headers });
    }
  }
});

/**
 * The route of this function. It has no type: the type in @netlify/functions 6.0.0 lacks HEAD, which the
 * platform accepts.
 */
export const config = {
  path: '/api/campaigns/:campaign/signatures',
  method: ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
  // Desk and command line load four parts at once, each for a second or more. This leaves room for two
  // organizers, and both wait a while if the edge answers 429. A reloaded form comes here too.
  rateLimit: { windowLimit: 600, windowSize: 60, aggregateBy: ['ip', 'domain'] },
};
