import * as v from 'valibot';
import type { AuditEntry } from '#audit/audit-entry.ts';
import { type CheckedContent, checkContent } from '#campaigns/content.ts';
import { formerSlugs } from '#campaigns/former-slugs.ts';
import { SITE_FILE } from '#campaigns/site-file.ts';
import type { SiteFrame } from '#campaigns/site-frame.ts';
import { logPages } from '#cli/audit/log-pages.ts';
import { HELP_OPTION, readArguments, wrongArguments } from '#cli/command/command-arguments.ts';
import { CommandError, type CommandIo } from '#cli/command/command.ts';
import { OrganizersSite } from '#cli/site/organizers-site.ts';
import { parseOrigin } from '#cli/site/site-origin.ts';
import { countPath } from '#domain/api-paths.ts';
import { dayIn, daysAfter } from '#domain/calendar-date.ts';
import { type Campaign, isOver } from '#domain/campaign.ts';
import { isAnswerIn } from '#domain/own-answer.ts';
import { isErasureDue, lacksClosingDay, lastDayKept, UNDATED_DAYS } from '#domain/retention.ts';
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
  // A mistake of an editor hides only what it makes unknown.
  const content = await checkContent(io.root);
  const { frame, campaigns, folders } = content;
  let unknown = 0;
  for (const slug of folders ?? []) {
    const campaign = campaigns.find((one) => one.campaign.slug === slug)?.campaign;
    const said = campaign ? forecast(campaign, frame, new Date()) : null;
    if (said === null) unknown += 1;
    const online = origin === null ? null : await onlineNow(slug, origin, io.signal);
    const now = online === null ? '' : ` ${online} now.`;
    io.out(`${slug}: ${said ?? unknownDay(campaign)}${now}`);
  }
  if (origin !== null) for (const line of await orphans(content, origin, io)) io.out(line);
  if (folders === null) throw new CommandError(1, 'No campaigns were found in content/.');
  if (unknown > 0) throw new CommandError(1, 'npm run check:content names what to mend, and where.');
}

function unknownDay(campaign: Campaign | undefined): string {
  return `nobody can read ${campaign ? `retention in ${SITE_FILE}` : 'its file'}, so its last day is unknown.`;
}

/** What will become of a campaign's signatures; `null` if nobody knows the days. */
function forecast(campaign: Campaign, { retention, timeZone }: SiteFrame, now: Date): string | null {
  const days = campaign.retention ?? retention;
  if (days === null && !lacksClosingDay(campaign)) return null;
  const site = { retention: days ?? 0, timeZone };
  const last = lastDayKept(campaign, site);
  if (last !== null)
    return isErasureDue(campaign, site, now)
      ? `due since ${last}; erased within the hour.`
      : `kept through ${last}.`;
  return `${isOver(campaign.status) ? 'it is over but has no closing day' : 'no closing day yet'}: each signature is erased ${UNDATED_DAYS} days after it was given. Add closes to its file.`;
}

/** What the log tells of signatures without a campaign. Only organizers may read it. */
async function orphans(
  { frame, named, folders }: CheckedContent,
  origin: string,
  { organizerToken, signal }: CommandIo,
): Promise<string[]> {
  if (organizerToken === null)
    return ['Set ORGANIZER_TOKEN to see what the log tells of signatures that belong to no campaign.'];
  const entries = await readWholeLog(new OrganizersSite(origin, organizerToken), signal);
  if (entries === null) return ['The log cannot be read: nothing is known of signatures without a campaign.'];
  // Whoever names a slug, in a file with mistakes too, means to keep what lies under it.
  const keys = [...(folders ?? []), ...named.flatMap((one) => formerSlugs(one).map(({ former }) => former))];
  return orphanedFolders(entries, keys).map(({ campaign, count, at }) => {
    const since = dayIn(frame.timeZone, new Date(at));
    const last =
      frame.retention === null
        ? `the days of retention, counted from ${since}`
        : daysAfter(since, frame.retention);
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
