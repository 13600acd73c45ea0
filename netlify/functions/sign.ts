import type { Config } from '@netlify/functions';
import { sign, type SignOutcome } from '#actions/sign.ts';
import { isClosedPreview } from '#deploy/closed-preview.ts';
import { deployedCampaign, deployedSite } from '#deploy/deployed-content.ts';
import { sitePages } from '#deploy/site-pages.ts';
import { type Campaign, slugsOf } from '#domain/campaign.ts';
import type { Site } from '#domain/site.ts';
import type { Invocation } from '#endpoint/invocation.ts';
import { logError } from '#endpoint/log-error.ts';
import { organizerOf } from '#endpoint/organizer-access.ts';
import { opens } from '#endpoint/organizers.ts';
import { signingServices } from '#endpoint/signing-services.ts';
import { withSecurityHeaders } from '#endpoint/with-security-headers.ts';
import { formLocale, preferredLocale } from '#http/locale.ts';
import { isFromAnotherSite } from '#http/origin.ts';
import { readBody } from '#http/read-body.ts';
import { type SignAnswer, type SignRefusal, toSignResponse } from '#http/sign-answer.ts';

/** `POST /api/campaigns/:campaign/signatures`: sign. Public. */
export default withSecurityHeaders(async (request, context) => {
  const site = await deployedSite();
  const campaign = await deployedCampaign(context.params['campaign'] ?? '');
  const answer = await answerTo(request, context, campaign, site);
  // What stands in the address becomes a path only if it is a campaign's.
  const slug = campaign?.slug ?? null;
  return toSignResponse(answer, request, { slug, site, pages: sitePages() });
});

async function answerTo(
  request: Request,
  context: Invocation,
  campaign: Campaign | null,
  site: Site,
): Promise<SignAnswer> {
  const preferred = preferredLocale(request, site);
  if (isFromAnotherSite(request)) return refused(403, 'origin.foreign', { locale: preferred, typed: {} });
  const body = await readBody(request);
  if (body.kind === 'refused') return refused(body.status, body.code, { locale: preferred, typed: {} });
  const page = { locale: formLocale(body.values, preferred, site), typed: body.values };
  const isOrganizer = async () => {
    const organizer = await organizerOf(request, context);
    return organizer !== null && campaign !== null && opens(organizer, slugsOf(campaign));
  };
  const signing = {
    campaign,
    site,
    ...page,
    isClosedPreview: isClosedPreview(context.deploy.context),
    isOrganizer,
  };
  return toAnswer(await sign(signing, signingServices(context)), page);
}

type Page = Pick<SignRefusal, 'locale' | 'typed'>;

function toAnswer(outcome: SignOutcome, page: Page): SignAnswer {
  switch (outcome.kind) {
    case 'recorded':
      return { kind: 'accepted', locale: page.locale, slug: outcome.slug };
    case 'unknown':
      return refused(404, 'campaign.unknown', page);
    case 'closed':
      return refused(409, `campaign.${outcome.state}`, page);
    case 'invalid':
      return { kind: 'refused', status: 422, errors: outcome.mistakes, ...page };
    case 'unavailable':
      logError(outcome.cause);
      return refused(503, 'store.unavailable', page);
  }
}

function refused(status: SignRefusal['status'], code: string, page: Page): SignRefusal {
  return { kind: 'refused', status, errors: [{ code }], ...page };
}

/** The route of this function. */
export const config: Config = {
  path: '/api/campaigns/:campaign/signatures',
  method: 'POST',
  // The platform counts requests by IP address at its edge and keeps no record. A rally on one Wi-Fi must not
  // hit the limit.
  rateLimit: { windowLimit: 120, windowSize: 60, aggregateBy: ['ip', 'domain'] },
};
