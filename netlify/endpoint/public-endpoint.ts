import type { LastGood } from '#actions/last-good.ts';
import { deployedCampaign, deployedSite } from '#deploy/deployed-content.ts';
import type { Campaign } from '#domain/campaign.ts';
import type { Site } from '#domain/site.ts';
import { jsonErrors, NO_STORE, unavailable } from '#http/answer.ts';
import {
  type CacheEntries,
  cacheHeaders,
  hasStrangeEntry,
  ONE_ENTRY,
  READABLE_EVERYWHERE,
} from '#http/count-cache.ts';
import { preferredLocale } from '#http/locale.ts';
import { type Translator, translator } from '#i18n/translate.ts';
import type { Endpoint, Invocation } from './invocation.ts';
import { logError } from './log-error.ts';
import { unknownCampaign } from './unknown-campaign.ts';
import { withSecurityHeaders } from './with-security-headers.ts';

/** What an endpoint for everybody gets with a request. */
export interface PublicCall {
  readonly context: Invocation;
  readonly site: Site;
  readonly url: URL;
  readonly t: Translator;
}

/** The same, of a published campaign. */
export interface NumberCall extends PublicCall {
  readonly campaign: Campaign;
}

/** How an endpoint for everybody differs from others. */
export interface PublicRules {
  /** The entries of a cache that its answers may have. */
  readonly entries?: (site: Site) => CacheEntries;
  /** Headers of every answer, refusals and errors too. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The same, of an endpoint for a campaign's numbers. */
interface NumberRules extends PublicRules {
  /** False where no cache may keep an answer. */
  readonly isCached?: boolean;
}

/**
 * An endpoint that anybody and any web page may read, errors too. It answers 405, and redirects what would have a
 * cache entry of its own.
 */
export function publicEndpoint(
  handle: (call: PublicCall) => Promise<Response>,
  { entries = () => ONE_ENTRY, headers = {} }: PublicRules = {},
): Endpoint {
  return withSecurityHeaders(
    async (request, context) => {
      const site = await deployedSite();
      const t = translator(preferredLocale(request, site));
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        return jsonErrors(405, [{ code: 'method.notAllowed' }], t, { headers: { allow: 'GET, HEAD' } });
      }
      const url = new URL(request.url);
      if (hasStrangeEntry(url, entries(site))) {
        return new Response(null, { status: 308, headers: { ...NO_STORE, location: url.pathname } });
      }
      return handle({ context, site, url, t });
    },
    { ...READABLE_EVERYWHERE, ...headers },
  );
}

/**
 * An endpoint for what is published of a campaign's numbers. It answers 404 for what nobody may know of. Where the
 * store is down it answers with the last good value, else with 503.
 */
export function numberEndpoint<Value>(
  find: (call: NumberCall) => Promise<LastGood<Value>>,
  toResponse: (value: Value, call: NumberCall) => Response | Promise<Response>,
  rules: NumberRules = {},
): Endpoint {
  return publicEndpoint(async (call) => {
    const campaign = await deployedCampaign(call.context.params['campaign'] ?? '');
    if (campaign === null || campaign.status === 'draft') {
      const code = unknownCampaign(campaign, call.context.deploy.context);
      return jsonErrors(404, [{ code }], call.t);
    }
    const found = await find({ ...call, campaign });
    if (found.kind !== 'good') logError(found.cause);
    if (found.kind === 'unavailable') return unavailable('count.unavailable', call.t);
    const response = await toResponse(found.value, { ...call, campaign });
    const freshForMs = found.kind === 'good' ? found.freshForMs : undefined;
    const { entries, isCached = true } = rules;
    const cached = isCached ? cacheHeaders(freshForMs, entries?.(call.site)) : NO_STORE;
    for (const [name, value] of Object.entries(cached)) response.headers.set(name, value);
    return response;
  }, rules);
}
