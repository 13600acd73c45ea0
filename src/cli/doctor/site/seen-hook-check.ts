import { isPreview } from '#domain/deploy-context.ts';
import type { SeenSettings } from '#domain/seen-settings.ts';
import type { Finding } from '../finding.ts';
import { NETLIFY_HOOKS } from '../hook-check.ts';
import { inWords } from './clock-check.ts';
import { setting } from './where.ts';

const NAME = 'BUILD_HOOK_URL';

/** A build takes minutes. */
const PATIENCE_MS = 30 * 60_000;

/** Do the pages follow by themselves when a campaign opens or closes, and did they? */
export function checkSeenHook(seen: SeenSettings): Finding[] {
  if (isPreview(seen.context) || seen.context === '') return [];
  return [hookOf(seen), ...ageOf(seen)];
}

function hookOf(seen: SeenSettings): Finding {
  const isOwn = seen.host === 'own';
  switch (seen.settings[NAME]) {
    case 'ok':
      return { level: 'fine', what: `Functions see ${NAME}: it is asked when a campaign opens or closes.` };
    case 'missing':
      return {
        level: 'note',
        what: `${NAME} is not set: when a campaign opens or closes, its pages change at the next ${isOwn ? 'build and start' : 'deploy'}.`,
        mend: isOwn
          ? 'docs/host-it-yourself.md, step 9, has a line that builds every night.'
          : `${NETLIFY_HOOKS} ${setting(seen, NAME)}`,
      };
    default:
      return {
        level: 'error',
        what: `${NAME} is no https:// address without a name and a password, so nothing is asked there.`,
        mend: isOwn
          ? `Write https://… or, for what listens on that machine, http://127.0.0.1:… ${setting(seen, NAME)}`
          : `${NETLIFY_HOOKS} ${setting(seen, NAME)}`,
      };
  }
}

function ageOf(seen: SeenSettings): Finding[] {
  const { isDue, asked } = seen.build;
  if (!isDue) return [];
  const old = 'A campaign opened or closed since the pages were built, so they say what is over';
  const mend =
    seen.host === 'netlify'
      ? 'On Netlify: Deploys: see why the last build failed, or trigger a deploy.'
      : 'Build, and restart (docs/host-it-yourself.md, step 9).';
  if (asked === null) {
    return seen.settings[NAME] === 'ok'
      ? [{ level: 'note', what: `${old}. The next run of the hourly function asks for a build.` }]
      : [{ level: 'warning', what: `${old}.`, mend }];
  }
  const ageMs = Date.parse(seen.now) - Date.parse(asked);
  return ageMs <= PATIENCE_MS
    ? [{ level: 'note', what: `${old}. A build was asked for ${inWords(ageMs)} ago.` }]
    : [
        {
          level: 'warning',
          what: `${old}. A build was asked for ${inWords(ageMs)} ago, and none came.`,
          mend,
        },
      ];
}
