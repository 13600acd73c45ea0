import type { Config } from '@netlify/functions';
import { canonicalAddress } from '#domain/address.ts';
import { type Campaign, stateOf } from '#domain/campaign.ts';
import type { Site } from '#domain/campaign-schema.ts';
import { parseSignForm } from '#domain/sign-form.ts';
import type { Supporter } from '#domain/signature.ts';
import { signatureId } from '#blobs/signature-id.ts';
import { guarded } from '#http/guarded.ts';
import { localeOf } from '#http/locale.ts';
import { logError } from '#http/log.ts';
import { isFromAnotherSite } from '#http/origin.ts';
import { readBody } from '#http/read-body.ts';
import { type SignOutcome, toSignAnswer } from '#http/sign-answer.ts';
import { type Invocation, type Services, servicesFor } from '#services/services.ts';

/** Whatever the store does, the supporter has an answer within 10 s. */
const BUDGET = { totalMs: 8_000, attemptMs: 3_000 };

/** `POST /api/campaigns/:campaign/signatures`: sign. */
export default guarded(async (request: Request, context: Invocation) => {
  const services = servicesFor(context);
  const slug = context.params['campaign'] ?? '';
  const site = await services.site();
  const outcome = await sign(request, slug, site, services);
  return toSignAnswer(outcome, request, { slug, site, files: services.files });
});

async function sign(request: Request, slug: string, site: Site, services: Services): Promise<SignOutcome> {
  const spoken = localeOf(request, site);
  if (isFromAnotherSite(request)) return refused(403, 'origin.foreign', spoken);
  const body = await readBody(request);
  if (body.kind === 'refused') return refused(body.status, body.code, spoken);
  const typed = body.values;
  const locale = site.locales.find((known) => known === typed['locale']) ?? spoken;
  const campaign = await services.campaign(slug);
  const closed = campaign ? await whyClosed(campaign, site, request, services) : 'unknown';
  if (!campaign || closed)
    return refused(closed === 'unknown' ? 404 : 409, `campaign.${closed}`, locale, typed);
  const form = parseSignForm(typed, { ask: campaign.ask, locales: site.locales, defaultLocale: locale });
  if (form.kind === 'invalid') {
    return { kind: 'refused', status: 422, errors: form.mistakes, locale, typed };
  }
  const isStored = await record(form.supporter, campaign, services);
  return isStored ? { kind: 'accepted', locale } : refused(503, 'store.unavailable', locale, typed);
}

/** Why a campaign takes no signature from this request; `null` when it does. Nobody learns of a draft without a token. */
async function whyClosed(campaign: Campaign, site: Site, request: Request, services: Services) {
  const state = stateOf(campaign, site.timeZone, services.now());
  if (state === 'active') return null;
  if (state === 'draft') return (await services.organizer(request)) ? null : 'unknown';
  return state;
}

/** True once the store confirmed that it holds the signature, this one or one of the same person. */
async function record(supporter: Supporter, campaign: Campaign, services: Services): Promise<boolean> {
  const secret = services.secret();
  const address = canonicalAddress(supporter.email);
  if (secret === null || address === null) return false;
  const id = signatureId(secret, campaign.slug, address);
  const signedAt = services.now().toISOString();
  try {
    const signature = { version: 1, id, campaign: campaign.slug, signedAt, supporter } as const;
    const stored = await services.toStored(signature);
    await services.signatures(BUDGET).record(stored);
    return true;
  } catch (error) {
    logError(error);
    return false;
  }
}

function refused(
  status: Extract<SignOutcome, { kind: 'refused' }>['status'],
  code: string,
  locale: string,
  typed: Readonly<Record<string, unknown>> = {},
): SignOutcome {
  return { kind: 'refused', status, errors: [{ code }], locale, typed };
}

export const config: Config = {
  path: '/api/campaigns/:campaign/signatures',
  method: 'POST',
  // The platform counts by address at its edge and forgets; a rally on one Wi-Fi must still get through.
  rateLimit: { windowLimit: 120, windowSize: 60, aggregateBy: ['ip', 'domain'] },
};
