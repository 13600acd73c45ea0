import * as v from 'valibot';
import type { AuditEntry } from '#audit/audit-entry.ts';
import { type Content, readContent } from '#campaigns/content.ts';
import { logPages } from '#cli/audit/log-pages.ts';
import { HELP_OPTION, readArguments, wrongArguments } from '#cli/command/command-arguments.ts';
import { CommandError, type CommandIo } from '#cli/command/command.ts';
import { OrganizersSite } from '#cli/site/organizers-site.ts';
import { parseOrigin } from '#cli/site/site-origin.ts';
import { countPath } from '#domain/api-paths.ts';
import { dayIn, daysAfter } from '#domain/calendar-date.ts';
import { type Campaign, keySlugOf } from '#domain/campaign.ts';
import { isAnswerIn } from '#domain/own-answer.ts';
import { isErasureDue, lastDayKept, UNDATED_DAYS } from '#domain/retention.ts';
import type { Site } from '#domain/site.ts';
import { orphanedFolders } from './orphans.ts';

const HELP = `Shows what the scheduled function "retention" would erase, and when. Erases nothing itself.

  npm run retention -- --dry-run [--from <site>]

  --from   the site, to show how many signatures there are now, and with ORGANIZER_TOKEN
           those that belong to no campaign any more

The rule stands in content/: closes of a campaign, and its retention or that of site.yaml, in days.`;

const CountSchema = v.object({
  campaign: v.string(),
  online: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

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
  const content = await readContent(io.root);
  const { site, campaigns } = content;
  for (const { campaign } of campaigns) {
    const online = origin === null ? null : await onlineNow(campaign.slug, origin, io.signal);
    const now = online === null ? '' : ` ${online} now.`;
    io.out(`${campaign.slug}: ${forecast(campaign, site, new Date())}${now}`);
  }
  if (origin !== null) for (const line of await orphans(content, origin, io)) io.out(line);
}

function forecast(campaign: Campaign, site: Site, now: Date): string {
  const last = lastDayKept(campaign, site);
  if (last !== null)
    return isErasureDue(campaign, site, now)
      ? `due since ${last}; erased within the hour.`
      : `kept through ${last}.`;
  const isOver = campaign.status === 'closed' || campaign.status === 'won';
  return `${isOver ? 'it is over but has no closing day' : 'no closing day yet'}: each signature is erased ${UNDATED_DAYS} days after it was given. Add closes to its file.`;
}

/** What the log tells of signatures without a campaign. Only organizers may read it. */
async function orphans(
  { site, campaigns }: Content,
  origin: string,
  { organizerToken, signal }: CommandIo,
): Promise<string[]> {
  if (organizerToken === null)
    return ['Set ORGANIZER_TOKEN to see what the log tells of signatures that belong to no campaign.'];
  const entries = await readWholeLog(new OrganizersSite(origin, organizerToken), signal);
  if (entries === null) return ['The log cannot be read: nothing is known of signatures without a campaign.'];
  const keys = campaigns.map(({ campaign }) => keySlugOf(campaign));
  return orphanedFolders(entries, keys).map(({ campaign, count, at }) => {
    const last = daysAfter(dayIn(site.timeZone, new Date(at)), site.retention);
    return `${campaign}: ${count} signatures that belong to no campaign, erased after ${last}. To keep them, bring the folder back, or name ${campaign} in formerly of its campaign.`;
  });
}

/** The number of signatures. `null` if the site does not say it: for a draft, or if it is out of reach. */
async function onlineNow(slug: string, origin: string, signal: AbortSignal): Promise<number | null> {
  const response = await fetch(new URL(countPath(slug), origin), { signal, redirect: 'manual' }).catch(
    () => null,
  );
  if (!response || !isAnswerIn('application/json', response)) return null;
  const answer: unknown = await response.json().catch(() => null);
  const count = v.safeParse(CountSchema, answer);
  return count.success && count.output.campaign === slug ? count.output.online : null;
}

/** All entries of the log, the oldest first; `null` if the site does not give them. */
async function readWholeLog(site: OrganizersSite, signal: AbortSignal): Promise<AuditEntry[] | null> {
  try {
    return (await Array.fromAsync(logPages(site, 0, signal))).flat();
  } catch (error) {
    if (error instanceof CommandError) return null;
    throw error;
  }
}
