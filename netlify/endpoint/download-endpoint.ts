import { download, type DownloadServices } from '#actions/download.ts';
import { deployedSite } from '#deploy/deployed-content.ts';
import { dayIn } from '#domain/calendar-date.ts';
import type { Row } from '#download/row-kind.ts';
import { jsonErrors } from '#http/answer.ts';
import { downloadHeaders, readDownloadQuery } from '#http/download-answer.ts';
import type { Endpoint, Invocation } from './invocation.ts';
import { campaignEndpoint } from './organizer-endpoint.ts';

const RULES = {
  right: 'read',
  methods: ['GET', 'HEAD'],
  // Another function takes the form of the same address.
  allow: 'GET, HEAD, POST',
  unavailable: 'download.unavailable',
} as const;

/** An endpoint from which organizers download the records of a campaign, of one kind. */
export function downloadEndpoint<Kept extends Row>(
  servicesOf: (context: Invocation) => DownloadServices<Kept>,
): Endpoint {
  return campaignEndpoint(RULES, async ({ request, context, campaign, organizer, t }) => {
    const query = readDownloadQuery(new URL(request.url));
    if (query.kind === 'refused') return jsonErrors(400, [{ code: query.code }], t);
    const { format, part, isAside } = query;
    const services = servicesOf(context);
    const outcome = await download(
      { campaign, who: organizer.name, format, part, isHead: request.method === 'HEAD', isAside },
      services,
    );
    switch (outcome.kind) {
      case 'noAside':
        return jsonErrors(400, [{ code: 'download.noAside' }], t);
      case 'sealed':
        return jsonErrors(409, [{ code: 'download.sealed' }], t);
      case 'tooLarge': {
        const { parts } = outcome;
        const numbers = { values: { parts: String(parts) }, details: { parts } };
        return jsonErrors(409, [{ code: 'download.tooLarge' }], t, numbers);
      }
      case 'rows': {
        const day = dayIn((await deployedSite()).timeZone, new Date());
        const file = { slug: campaign.slug, records: services.kind.name, format, part, isAside };
        return new Response(outcome.body, { headers: downloadHeaders(file, outcome.rows, day) });
      }
    }
  });
}
