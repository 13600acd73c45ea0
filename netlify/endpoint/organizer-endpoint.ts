import { deployedCampaign, deployedSite } from '#deploy/deployed-content.ts';
import { sitePages } from '#deploy/site-pages.ts';
import type { Campaign } from '#domain/campaign.ts';
import { unavailable } from '#http/answer.ts';
import { preferredLocale } from '#http/locale.ts';
import { refuse } from '#http/notice.ts';
import { type Translator, translator } from '#i18n/translate.ts';
import type { Endpoint, Invocation } from './invocation.ts';
import { logError } from './log-error.ts';
import { organizerOf } from './organizer-access.ts';
import type { Organizer } from './organizers.ts';
import { withSecurityHeaders } from './with-security-headers.ts';

/** What an endpoint for organizers gets after the token check. */
export interface OrganizerCall {
  readonly request: Request;
  readonly context: Invocation;
  readonly organizer: Organizer;
  readonly t: Translator;
}

/** What an endpoint for organizers accepts, and how it reports a failed store. */
export interface OrganizerRules {
  readonly methods: readonly string[];
  /** The `Allow` header, if another function serves more methods of the same address. */
  readonly allow?: string;
  /** The error code of the 503 that follows a store failure. */
  readonly unavailable: string;
}

/** An endpoint for organizers. It answers 405, 401 and 503 itself, in this order. */
export function organizerEndpoint(
  rules: OrganizerRules,
  handle: (call: OrganizerCall) => Promise<Response>,
): Endpoint {
  const allow = rules.allow ?? rules.methods.join(', ');
  return withSecurityHeaders(async (request, context) => {
    const t = translator(preferredLocale(request, await deployedSite()));
    const answerer = { pages: sitePages(), t };
    if (!rules.methods.includes(request.method)) {
      return refuse(request, { status: 405, code: 'method.notAllowed', headers: { allow } }, answerer);
    }
    // The token check comes first. A browser that reloads a form answer comes here and gets a page that leads
    // back.
    const organizer = await organizerOf(request, context);
    if (!organizer) {
      const headers = { 'www-authenticate': 'Bearer' };
      return refuse(request, { status: 401, code: 'organizer.required', headers }, answerer);
    }
    try {
      return await handle({ request, context, organizer, t });
    } catch (error) {
      logError(error);
      return unavailable(rules.unavailable, t);
    }
  });
}

/** Like `organizerEndpoint`, for an address of one campaign. An unknown campaign gives 404. */
export function campaignEndpoint(
  rules: OrganizerRules,
  handle: (call: OrganizerCall & { readonly campaign: Campaign }) => Promise<Response>,
): Endpoint {
  return organizerEndpoint(rules, async (call) => {
    const campaign = await deployedCampaign(call.context.params['campaign'] ?? '');
    if (campaign) return handle({ ...call, campaign });
    const answerer = { pages: sitePages(), t: call.t };
    return refuse(call.request, { status: 404, code: 'campaign.unknown' }, answerer);
  });
}
