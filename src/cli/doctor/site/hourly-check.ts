import { isPreview } from '#domain/deploy-context.ts';
import type { SeenSettings } from '#domain/seen-settings.ts';
import type { Finding } from '../finding.ts';
import { inWords } from './clock-check.ts';

/** A run that fell out may be chance, two are none. */
const MOST_MS = 2 * 3_600_000;

const DOES = 'it erases what is due, publishes the numbers, and forgets mails';

/** Does the hourly function run, which is all that erases anything by itself? */
export function checkHourly(seen: SeenSettings): Finding {
  const { context, now, since, hourly, hourlyFailures } = seen;
  const ageMs = (time: string | null) => (time === null ? Infinity : Date.parse(now) - Date.parse(time));
  if (isPreview(context))
    return { level: 'note', what: 'The hourly function runs for the published site, and not for previews.' };
  if (hourly === null && ['', 'dev'].includes(context))
    return { level: 'note', what: 'npm start runs the hourly function at each full hour while it is up.' };
  // An own server that was down for hours catches up at its next full hour.
  if (ageMs(since) <= MOST_MS && (hourly === null || (seen.host === 'own' && ageMs(hourly) > MOST_MS)))
    return {
      level: 'note',
      what: `The hourly function did not run yet since the site is up: ${DOES}. Look again after the full hour.`,
    };
  if (ageMs(hourly) > MOST_MS) {
    const last = hourly === null ? 'never ran' : `ended last ${inWords(ageMs(hourly))} ago`;
    return { level: 'error', what: `The hourly function ${last}: ${DOES}.`, mend: mendOf(seen) };
  }
  if ((hourlyFailures ?? 0) > 0) {
    return {
      level: 'warning',
      what: `The hourly function ran, and ${hourlyFailures} of its parts failed. It tries again each hour.`,
      mend: `If this stays so, look for the reason in the log: ${logOf(seen)}.`,
    };
  }
  return {
    level: 'fine',
    what: `The hourly function ended last ${inWords(ageMs(hourly))} ago, and all of it was done.`,
  };
}

function mendOf(seen: SeenSettings): string {
  return seen.host === 'netlify'
    ? 'On Netlify: Logs, Functions, retention: it has to be marked as scheduled, and its log says what went wrong. Netlify runs it for the published deploy only.'
    : `npm run serve runs it at each full hour while it is up: run it as a service (docs/host-it-yourself.md, step 6). Its log: ${logOf(seen)}`;
}

function logOf({ host }: SeenSettings): string {
  return host === 'netlify' ? 'Logs, Functions, retention' : 'journalctl -u undersigned';
}
