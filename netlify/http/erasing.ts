import type { Campaign } from '#domain/campaign.ts';
import { type Translator, translator } from '#i18n/translate.ts';
import type { SignatureStore } from '#blobs/signature-store.ts';
import { type Invocation, type Services, servicesFor } from '#services/services.ts';
import { jsonErrors } from './answer.ts';
import { guarded } from './guarded.ts';
import { localeOf } from './locale.ts';
import { logError } from './log.ts';

/** What an endpoint that erases works with once the organizer is known and the campaign found. */
export interface Erasure {
  readonly request: Request;
  readonly context: Invocation;
  readonly campaign: Campaign;
  readonly signatures: SignatureStore;
  readonly services: Services;
  readonly t: Translator;
  /** Logs an erasure. To be done first: what cannot be logged is not done. */
  readonly log: (what: 'erase' | 'erase-address', count: number) => Promise<void>;
}

const BUDGET = { totalMs: 8_000, attemptMs: 3_000 };

/** An endpoint for organizers that takes one method and erases. 405, 401, 404 and 503 are answered here. */
export function erasing(method: 'DELETE' | 'POST', erase: (erasure: Erasure) => Promise<Response>) {
  return guarded(async (request: Request, context: Invocation) => {
    const services = servicesFor(context);
    const t = translator(localeOf(request, await services.site()));
    if (request.method !== method) {
      return jsonErrors(405, [{ code: 'method.notAllowed' }], t, { headers: { allow: method } });
    }
    const organizer = await services.organizer(request);
    if (!organizer) {
      return jsonErrors(401, [{ code: 'organizer.required' }], t, {
        headers: { 'www-authenticate': 'Bearer' },
      });
    }
    const campaign = await services.campaign(context.params['campaign'] ?? '');
    if (!campaign) return jsonErrors(404, [{ code: 'campaign.unknown' }], t);
    try {
      const signatures = services.signatures(BUDGET);
      const log = async (what: 'erase' | 'erase-address', count: number) => {
        const deed = { who: organizer.name, what, campaign: campaign.slug, count };
        await services.audit(BUDGET).append(deed, services.now());
      };
      return await erase({ request, context, campaign, signatures, services, t, log });
    } catch (error) {
      logError(error);
      return jsonErrors(503, [{ code: 'erasure.unavailable' }], t, { headers: { 'retry-after': '60' } });
    }
  });
}
