import * as v from 'valibot';
import { readContent } from '#campaigns/content.ts';
import { HELP_OPTION, readArguments, wrongArguments } from '#cli/command/command-arguments.ts';
import { CommandError, type CommandIo } from '#cli/command/command.ts';
import { parseOrigin } from '#cli/site/site-origin.ts';
import { countPath } from '#domain/api-paths.ts';
import type { Campaign } from '#domain/campaign.ts';
import { isErasureDue, lacksClosingDay, lastDayKept } from '#domain/retention.ts';
import type { Site } from '#domain/site.ts';

const HELP = `Shows what the scheduled function "retention" would erase, and when. Erases nothing itself.

  npm run retention -- --dry-run [--from <site>]

  --from   the site, to show how many signatures there are now

The rule stands in content/: closes of a campaign, and its retention or that of site.yaml, in days.`;

const CountSchema = v.object({ online: v.number() });

/** `npm run retention -- --dry-run`: says what would be erased, by the rule of the function that erases. */
export async function forecastRetention(args: readonly string[], io: CommandIo): Promise<void> {
  const { values, positionals } = readArguments('retention', args, {
    ...HELP_OPTION,
    'dry-run': { type: 'boolean', default: false },
    from: { type: 'string' },
  });
  if (values.help) {
    io.out(HELP);
    return;
  }
  if (positionals.length > 0) throw wrongArguments('retention', 'It tells of every campaign: name none.');
  if (!values['dry-run']) {
    throw new CommandError(
      2,
      'The site erases by itself, every hour. Add --dry-run to see what it would erase, and when.',
    );
  }
  const origin = values.from === undefined ? null : parseOrigin(values.from);
  const { site, campaigns } = await readContent(io.root);
  for (const { campaign } of campaigns) {
    const online = origin === null ? null : await onlineNow(campaign.slug, origin, io.signal);
    const now = online === null ? '' : ` ${online} now.`;
    io.out(`${campaign.slug}: ${forecast(campaign, site, new Date())}${now}`);
  }
}

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

/** The number of signatures. `null` if the site does not say it: for a draft, or if it is out of reach. */
async function onlineNow(slug: string, origin: string, signal: AbortSignal): Promise<number | null> {
  const response = await fetch(new URL(countPath(slug), origin), { signal }).catch(() => null);
  if (!response?.ok) return null;
  return v.parse(CountSchema, await response.json()).online;
}
