import { download } from '#actions/download.ts';
import { campaignEndpoint } from '#endpoint/organizer-endpoint.ts';
import { auditStore, signatureStore } from '#endpoint/stores.ts';
import { jsonErrors } from '#http/answer.ts';
import { downloadHeaders, readDownloadQuery } from '#http/download-answer.ts';
import { isSealing } from '#sealing/recipients.ts';
import { readSettings } from '#settings/settings.ts';

/** Within the 60 s that the platform gives a function. */
const BUDGET = { totalMs: 50_000, attemptMs: 5_000 };
const LOG_BUDGET = { totalMs: 8_000, attemptMs: 3_000 };

const RULES = { methods: ['GET', 'HEAD'], allow: 'GET, HEAD, POST', unavailable: 'download.unavailable' };

/** `GET /api/campaigns/:campaign/signatures`: download, for organizers; and the 405 of this address. */
export default campaignEndpoint(RULES, async ({ request, context, campaign, organizer, t }) => {
  const { slug } = campaign;
  const query = readDownloadQuery(new URL(request.url));
  if (query.kind === 'refused') return jsonErrors(400, [{ code: query.code }], t);
  const { format, part } = query;
  const outcome = await download(
    { campaign: slug, who: organizer.name, format, part, isHead: request.method === 'HEAD' },
    {
      signatures: signatureStore(context, BUDGET),
      // Its budget starts when it is needed: listing may take long.
      audit: { append: (event, at) => auditStore(context, LOG_BUDGET).append(event, at) },
      isSealing: () => isSealing(readSettings().signatureRecipients),
      now: () => new Date(),
    },
  );
  switch (outcome.kind) {
    case 'sealed':
      return jsonErrors(409, [{ code: 'download.sealed' }], t);
    case 'tooLarge': {
      const { parts } = outcome;
      const numbers = { values: { parts: String(parts) }, details: { parts } };
      return jsonErrors(409, [{ code: 'download.tooLarge' }], t, numbers);
    }
    case 'rows':
      return new Response(outcome.body, {
        headers: downloadHeaders({ slug, format, part }, outcome.rows, new Date()),
      });
  }
});

// No type: that of @netlify/functions 6.0.0 leaves HEAD out, which the platform takes.
export const config = {
  path: '/api/campaigns/:campaign/signatures',
  method: ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
};
