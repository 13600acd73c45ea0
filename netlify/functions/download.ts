import type { Campaign } from '#domain/campaign.ts';
import { parsePart, type Part, partsFor, WHOLE } from '#domain/part.ts';
import { type Translator, translator } from '#i18n/translate.ts';
import { jsonErrors, NO_STORE } from '#http/answer.ts';
import { FORMATS, isFormat, toStream } from '#http/download-stream.ts';
import type { Organizer } from '#http/organizers.ts';
import { guarded } from '#http/guarded.ts';
import { localeOf } from '#http/locale.ts';
import { logError } from '#http/log.ts';
import { refuse } from '#http/notice.ts';
import { type Invocation, type Services, servicesFor } from '#services/services.ts';

/** Within the 60 s that the platform gives a function. */
const BUDGET = { totalMs: 50_000, attemptMs: 5_000 };

const LOG_BUDGET = { totalMs: 8_000, attemptMs: 3_000 };

/** A response may weigh 20 MB; at 3 kB a row, sealed and with the longest usual comment, so many fit. */
export const MAX_ROWS = 6_000;

const ALLOWED = 'GET, HEAD, POST';
const BEARER = { 'www-authenticate': 'Bearer' };

/** `GET /api/campaigns/:campaign/signatures`: download, for organizers; and the 405 of this address. */
export default guarded(async (request: Request, context: Invocation) => {
  const services = servicesFor(context);
  const t = translator(localeOf(request, await services.site()));
  const answerer = { files: services.files, t };
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return refuse(request, { status: 405, code: 'method.notAllowed', headers: { allow: ALLOWED } }, answerer);
  }
  // Before anything else is looked at. A browser that reloads an answer to its form comes here and is led back.
  const organizer = await services.organizer(request);
  if (!organizer) {
    return refuse(request, { status: 401, code: 'organizer.required', headers: BEARER }, answerer);
  }
  const campaign = await services.campaign(context.params['campaign'] ?? '');
  if (!campaign) return refuse(request, { status: 404, code: 'campaign.unknown' }, answerer);
  try {
    return await download(request, campaign, { organizer, services, t });
  } catch (error) {
    logError(error);
    return jsonErrors(503, [{ code: 'download.unavailable' }], t, { headers: { 'retry-after': '60' } });
  }
});

async function download(
  request: Request,
  campaign: Campaign,
  { organizer, services, t }: { organizer: Organizer; services: Services; t: Translator },
): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const format = searchParams.get('format') ?? 'csv';
  if (!isFormat(format)) return jsonErrors(400, [{ code: 'download.format' }], t);
  if (format === 'csv' && services.isSealing()) return jsonErrors(409, [{ code: 'download.sealed' }], t);
  const part = searchParams.has('part') ? parsePart(searchParams.get('part') ?? '') : WHOLE;
  if (!part) return jsonErrors(400, [{ code: 'download.part' }], t);
  const signatures = services.signatures(BUDGET);
  const ids = await signatures.ids(campaign.slug, part);
  if (ids.length > MAX_ROWS) return tooLarge(ids.length, part, t);
  if (request.method !== 'HEAD') {
    const deed = {
      who: organizer.name,
      what: 'download',
      campaign: campaign.slug,
      count: ids.length,
    } as const;
    await services.audit(LOG_BUDGET).append(deed, services.now());
  }
  return new Response(request.method === 'HEAD' ? null : toStream(format, campaign.slug, ids, signatures), {
    headers: {
      ...NO_STORE,
      'content-type': FORMATS[format],
      'content-disposition': `attachment; filename="${fileName(campaign.slug, format, part, services.now())}"`,
      'signature-count': String(ids.length),
    },
  });
}

function tooLarge(rows: number, part: Part, t: Translator): Response {
  const parts = partsFor(rows * part.of, MAX_ROWS);
  return jsonErrors(409, [{ code: 'download.tooLarge' }], t, {
    values: { parts: String(parts) },
    details: { parts },
  });
}

/** `stop-the-raids-2016-01-31-part-3-of-16.csv` */
function fileName(slug: string, format: string, { number, of }: Part, now: Date): string {
  const part = of === 1 ? '' : `-part-${number}-of-${of}`;
  return `${slug}-${now.toISOString().slice(0, 10)}${part}.${format}`;
}

// No type: that of @netlify/functions 6.0.0 leaves HEAD out, which the platform takes.
export const config = {
  path: '/api/campaigns/:campaign/signatures',
  method: ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
};
