import * as v from 'valibot';
import { CommandError } from '#cli/command/command.ts';
import { PATIENCE_MS } from '#cli/proof/public-request.ts';
import type { OrganizersSite } from '#cli/site/organizers-site.ts';
import { whyRefused } from '#cli/site/site-refusal.ts';
import { SETTINGS_PATH } from '#domain/api-paths.ts';
import { isAnswerIn, isTyped } from '#domain/own-answer.ts';
import { type SeenSettings, SeenSettingsSchema } from '#domain/seen-settings.ts';
import type { Finding } from '../finding.ts';
import type { Moments } from './clock-check.ts';

/** What functions see, or why they do not say it. `isKnown` is false for a token that the site does not take. */
export type SettingsAnswer =
  | { readonly kind: 'seen'; readonly seen: SeenSettings; readonly moments: Moments }
  | { readonly kind: 'refused'; readonly finding: Finding; readonly isKnown: boolean };

/** Asks functions what they see of their settings. */
export async function askForSettings(site: OrganizersSite, stopped: AbortSignal): Promise<SettingsAnswer> {
  const signal = AbortSignal.any([AbortSignal.timeout(PATIENCE_MS), stopped]);
  const askedMs = Date.now();
  const response = await site.ask(SETTINGS_PATH, { signal });
  const answeredMs = Date.now();
  if (!isAnswerIn('application/json', response)) return refused(site, response);
  const answer = v.safeParse(SeenSettingsSchema, await response.json());
  if (!answer.success) return refusal('The site answers in another version than this one.', DEPLOY);
  const { now } = answer.output;
  return {
    kind: 'seen',
    seen: answer.output,
    moments: { askedMs, answeredMs, now, date: response.headers.get('date') },
  };
}

const DEPLOY = 'Deploy this version: push it, and wait for the deploy.';

function refused({ origin }: OrganizersSite, response: Response): SettingsAnswer {
  const { status } = response;
  if (status === 403 && isTyped('application/json', response)) {
    return refusal(
      'This token may not read all campaigns, so the site does not say which settings it sees.',
      'Take a token that may: one without rights and campaigns behind it in ORGANIZER_TOKENS.',
    );
  }
  if (status === 404)
    return refusal(`${origin} does not know ${SETTINGS_PATH}: it is of an older version.`, DEPLOY);
  if (status === 503) {
    return refusal(
      'The functions cannot look at their settings: their store does not answer, or the deploy is not whole (503).',
      'On Netlify: Logs, Functions, settings says why. On a machine of your own: journalctl -u undersigned',
    );
  }
  const why = whyRefused(response, '', origin) ?? new CommandError(1, `${origin} answers ${status}.`);
  return {
    kind: 'refused',
    finding: {
      level: 'error',
      what: why.message,
      ...(status === 401 && {
        mend: 'Tokens are in force from the next deploy on, or the next start of your own server. In previews they are those of previews.',
      }),
    },
    isKnown: status !== 401,
  };
}

function refusal(what: string, mend: string): SettingsAnswer {
  return { kind: 'refused', finding: { level: 'error', what, mend }, isKnown: true };
}
