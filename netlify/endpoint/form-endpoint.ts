import type { CampaignCall } from '#actions/known-campaign.ts';
import { isClosedPreview } from '#deploy/closed-preview.ts';
import { deployedCampaign, deployedSite } from '#deploy/deployed-content.ts';
import { sitePages } from '#deploy/site-pages.ts';
import { slugsOf } from '#domain/campaign.ts';
import { type FilledForm, type FormAnswer, type FormRefusal, toFormResponse } from '#http/form-answer.ts';
import { formLocale, preferredLocale } from '#http/locale.ts';
import { isFromAnotherSite } from '#http/origin.ts';
import { readBody } from '#http/read-body.ts';
import type { Endpoint, Invocation } from './invocation.ts';
import { logError } from './log-error.ts';
import { organizerOf } from './organizer-access.ts';
import { opens } from './organizers.ts';
import { withSecurityHeaders } from './with-security-headers.ts';

/** What a form endpoint gets once the request is read. */
export interface FormCall extends CampaignCall {
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
  readonly page: (place: FormPlace) => FilledForm;
}

/** What the page of a form depends on. */
interface FormPlace {
  readonly slug: string;
  readonly locale: string;
  readonly typed: Readonly<Record<string, unknown>>;
  readonly site: CampaignCall['site'];
}

/**
 * An endpoint that supporters send a form to. It answers 405, 403, 413 and 415 itself and reads the form. A refused
 * form is shown again with what was typed.
 */
export function formEndpoint(
  { maxBytes, page }: FormRules,
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
      return handle({
        campaign,
        site,
        context,
        locale,
        typed,
        refuse,
        isClosedPreview: isClosedPreview(context.deploy.context),
        unavailable: (code, cause) => {
          logError(cause);
          return refuse(503, { code });
        },
        isOrganizer: async () => {
          const organizer = await organizerOf(request, context);
          return organizer !== null && campaign !== null && opens(organizer, slugsOf(campaign));
        },
      });
    }

    function refusalIn(locale: string, typed: FormCall['typed']): FormCall['refuse'] {
      // What stands in the address becomes a path only if it is a campaign's.
      const shown = campaign && page({ slug: campaign.slug, locale, typed, site });
      return (status, ...errors) => ({ kind: 'refused', status, errors, locale, typed, page: shown });
    }
  });
}
