import type { Site } from '#domain/site.ts';
import { countPath } from '#domain/api-paths.ts';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { readContent } from '#campaigns/content.ts';
import { PROJECT_ROOT } from '#settings/project-root.ts';
import type { Campaign } from '#domain/campaign.ts';
import { isErasureDue, lacksClosingDay, lastDayKept } from '#domain/retention.ts';
import { CommandError, runCommand } from './command.ts';
import { parseOrigin } from './organizers-site.ts';

const HELP = `Shows what the scheduled function "retention" would erase, and when. Erases nothing itself.

  npm run retention -- --dry-run [--from <site>]

  --from   the site, to show how many signatures there are now

The rule stands in content/: closes of a campaign, and its retention or that of site.yaml, in days.`;

const CountSchema = v.object({ online: v.number() });

/** `npm run retention -- --dry-run`: what would be erased, by the same rule as the function that erases. */
await runCommand(async (signal) => {
  const { values } = parseArgs({
    options: {
      'dry-run': { type: 'boolean', default: false },
      from: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  if (!values['dry-run']) {
    throw new CommandError(
      2,
      'The site erases by itself, every hour. Add --dry-run to see what it would erase, and when.',
    );
  }
  const origin = values.from === undefined ? null : parseOrigin(values.from);
  const { site, campaigns } = await readContent(PROJECT_ROOT);
  for (const { campaign } of campaigns) {
    const online = origin === null ? null : await onlineNow(campaign.slug, origin, signal);
    console.log(
      `${campaign.slug}: ${forecast(campaign, site, new Date())}${online === null ? '' : ` ${online} now.`}`,
    );
  }
});

function forecast(campaign: Campaign, site: Site, now: Date): string {
  const last = lastDayKept(campaign, site);
  if (last !== null)
    return isErasureDue(campaign, site, now)
      ? `due since ${last}; erased within the hour.`
      : `kept through ${last}.`;
  if (lacksClosingDay(campaign))
    return 'it is over but has no closing day, so nothing is erased by itself. Add closes to its file.';
  return 'no closing day yet, so nothing is erased by itself.';
}

/** `null` where the site does not say: a draft, or a site that cannot be reached. */
async function onlineNow(slug: string, origin: string, signal: AbortSignal): Promise<number | null> {
  const response = await fetch(new URL(countPath(slug), origin), { signal }).catch(() => null);
  if (!response?.ok) return null;
  return v.parse(CountSchema, await response.json()).online;
}
