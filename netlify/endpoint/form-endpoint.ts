import { admit } from '#actions/admit.ts';
import { isClosedPreview } from '#deploy/closed-preview.ts';
import { deployedCampaign, deployedSite } from '#deploy/deployed-content.ts';
import { sitePages } from '#deploy/site-pages.ts';
import { type Campaign, slugsOf } from '#domain/campaign.ts';
import type { Site } from '#domain/site.ts';
import { type FilledForm, type FormAnswer, type FormRefusal, toFormResponse } from '#http/form-answer.ts';
import { formLocale, preferredLocale } from '#http/locale.ts';
import { isFromAnotherSite } from '#http/origin.ts';
import { readBody } from '#http/read-body.ts';
import type { Endpoint, Invocation } from './invocation.ts';
import { logError } from './log-error.ts';
import { organizerOf } from './organizer-access.ts';
import { opens } from './organizers.ts';
import { unknownCampaign } from './unknown-campaign.ts';
import { withSecurityHeaders } from './with-security-headers.ts';

/** What a form endpoint gets once the request is read, and the campaign takes it. */
export interface FormCall {
  readonly campaign: Campaign;
  readonly site: Site;
  readonly context: Invocation;
  readonly locale: string;
  /** The typed values by field. */
  readonly typed: Readonly<Record<string, unknown>>;
  /** A refusal with the form shown again. */
  readonly refuse: (status: FormRefusal['status'], ...errors: FormRefusal['errors']) => FormRefusal;
  /** A refusal because something is down. The cause goes into the log. */
  readonly unavailable: (code: string, cause: unknown) => FormRefusal;
}

/** What a form is: how large it may be, and where it stands. */
export interface FormRules {
  readonly maxBytes: number;
  /** True for signing. Everything else works in every state. */
  readonly onlyWhileOpen?: boolean;
  readonly page: (place: FormPlace) => FilledForm;
}

/** What the page of a form depends on. */
interface FormPlace {
  readonly slug: string;
  readonly partners: Campaign['partners'];
  readonly locale: string;
  readonly typed: Readonly<Record<string, unknown>>;
  readonly site: Site;
}

/**
 * An endpoint that supporters send a form to. It answers 405, 403, 413, 415, 404 and, where
 * the campaign takes nothing now, 409 itself. A refused form is shown again with what was typed.
 */
export function formEndpoint(
  { maxBytes, onlyWhileOpen = false, page }: FormRules,
  handle: (call: FormCall) => Promise<FormAnswer>,
): Endpoint {
  return withSecurityHeaders(async (request, context) => {
    const site = await deployedSite();
    const campaign = await deployedCampaign(context.params['campaign'] ?? '');
    const answer = await answerTo(request);
    return toFormResponse(answer, request, sitePages());

    async function answerTo(request: Request): Promise<FormAnswer> {
      const preferred = preferredLocale(request, site);
      const unread = refusalIn(preferred, {});
      if (request.method !== 'POST') return unread(405, { code: 'method.notAllowed' });
      if (isFromAnotherSite(request)) return unread(403, { code: 'origin.foreign' });
      const body = await readBody(request, maxBytes);
      if (body.kind === 'refused') return unread(body.status, { code: body.code });
      const typed = body.values;
      const locale = formLocale(typed, preferred, site);
      const refuse = refusalIn(locale, typed);
      const isOrganizer = async () => {
        const organizer = await organizerOf(request, context);
        return organizer !== null && campaign !== null && opens(organizer, slugsOf(campaign));
      };
      const preview = isClosedPreview(context.deploy.context);
      const asked = { campaign, site, isOrganizer, isClosedPreview: preview, onlyWhileOpen };
      const admission = await admit(asked, new Date());
      if (admission.kind === 'unknown') {
        return refuse(404, { code: unknownCampaign(campaign, context.deploy.context) });
      }
      if (admission.kind === 'closed') return refuse(409, { code: `campaign.${admission.state}` });
      const unavailable: FormCall['unavailable'] = (code, cause) => {
        logError(cause);
        return refuse(503, { code });
      };
      return handle({ campaign: admission.campaign, site, context, locale, typed, refuse, unavailable });
    }

    function refusalIn(locale: string, typed: FormCall['typed']): FormCall['refuse'] {
      // What stands in the address becomes a path only if it is a campaign's.
      const shown =
        campaign && page({ slug: campaign.slug, partners: campaign.partners, locale, typed, site });
      return (status, ...errors) => ({ kind: 'refused', status, errors, locale, typed, page: shown });
    }
  });
}
