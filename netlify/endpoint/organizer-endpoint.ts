import { deployedCampaign, deployedSite } from '#deploy/deployed-content.ts';
import { sitePages } from '#deploy/site-pages.ts';
import { type Campaign, slugsOf } from '#domain/campaign.ts';
import type { Right } from '#domain/token-entries.ts';
import { unavailable } from '#http/answer.ts';
import { preferredLocale } from '#http/locale.ts';
import { refuse } from '#http/notice.ts';
import { type Translator, translator } from '#i18n/translate.ts';
import type { Endpoint, Invocation } from './invocation.ts';
import { logError } from './log-error.ts';
import { organizerOf } from './organizer-access.ts';
import { mayDo, type Organizer } from './organizers.ts';
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
  /** The right that the token must have. */
  readonly right: Right;
  /** The `Allow` header, if another function serves more methods of the same address. */
  readonly allow?: string;
  /** The error code of the 503 that follows a store failure. */
  readonly unavailable: string;
}

type Refusal = Parameters<typeof refuse>[1];

/** An endpoint for organizers of all campaigns. It answers 405, 401, 403 and 503 itself, in this order. */
export function organizerEndpoint(
  rules: OrganizerRules,
  handle: (call: OrganizerCall) => Promise<Response>,
): Endpoint {
  return forOrganizers(rules, async (call) => {
    if (!mayDo(call.organizer, rules.right, [])) return refuseCall(call, FORBIDDEN);
    return handle(call);
  });
}

/** Like `organizerEndpoint`, for an address of one campaign. An unknown campaign gives 404, after the 403. */
export function campaignEndpoint(
  rules: OrganizerRules,
  handle: (call: OrganizerCall & { readonly campaign: Campaign }) => Promise<Response>,
): Endpoint {
  return forOrganizers(rules, async (call) => {
    const slug = call.context.params['campaign'] ?? '';
    const campaign = await deployedCampaign(slug);
    // A token may name any slug of a campaign that was renamed.
    const slugs = campaign ? slugsOf(campaign) : [slug];
    if (!mayDo(call.organizer, rules.right, slugs)) return refuseCall(call, FORBIDDEN);
    if (!campaign) return refuseCall(call, { status: 404, code: 'campaign.unknown' });
    return handle({ ...call, campaign });
  });
}

const FORBIDDEN: Refusal = { status: 403, code: 'organizer.forbidden' };

/** Checks method and token, and turns a failure into a 503. */
function forOrganizers(rules: OrganizerRules, handle: (call: OrganizerCall) => Promise<Response>): Endpoint {
  const allow = rules.allow ?? rules.methods.join(', ');
  return withSecurityHeaders(async (request, context) => {
    const t = translator(preferredLocale(request, await deployedSite()));
    if (!rules.methods.includes(request.method)) {
      return refuseCall({ request, t }, { status: 405, code: 'method.notAllowed', headers: { allow } });
    }
    // The token check comes first. A browser that reloads a form answer comes here and gets a page that leads
    // back.
    const organizer = await organizerOf(request, context);
    if (!organizer) {
      const headers = { 'www-authenticate': 'Bearer' };
      return refuseCall({ request, t }, { status: 401, code: 'organizer.required', headers });
    }
    try {
      return await handle({ request, context, organizer, t });
    } catch (error) {
      logError(error);
      return unavailable(rules.unavailable, t);
    }
  });
}

function refuseCall(
  { request, t }: Pick<OrganizerCall, 'request' | 't'>,
  refusal: Refusal,
): Promise<Response> {
  return refuse(request, refusal, { pages: sitePages(), t });
}
