import { type CampaignContent, checkContent } from '#campaigns/content.ts';
import { HELP_OPTION, readArguments } from '#cli/command/command-arguments.ts';
import { CommandError, type CommandIo } from '#cli/command/command.ts';
import { dayIn } from '#domain/calendar-date.ts';
import { slugsOf } from '#domain/campaign.ts';
import { type History, readHistory } from '#history/commits.ts';
import { type TextPeriod, textPeriods, type TextPeriods } from '#history/text-periods.ts';
import { formatMistake } from '#source/mistake.ts';

const HELP = `Lists the digests of a campaign’s texts, in each language, and from git’s history the days on which each stood.

  npm run text -- clean-river

A signature keeps the digest of the words that stood on its page. The list tells in which commit those words
came. A former slug does as well. A day is the day of a commit, in the site’s time zone; a text stands on the site
from the next build on.`;

/** `npm run text -- <slug>`: which texts of a campaign there are and were, by digest. */
export async function listTexts(args: readonly string[], io: CommandIo): Promise<void> {
  const { values, positionals } = readArguments('text', args, HELP_OPTION);
  if (values.help) {
    io.out(HELP);
    return;
  }
  const [slug, ...more] = positionals;
  if (slug === undefined || more.length > 0) throw new CommandError(2, HELP);
  const { content, timeZone } = await findCampaign(io.root, slug);
  const history = await readHistory(io.root);
  const found = textPeriods(content, history);
  const { campaign } = content;
  io.out(`The texts of ${slugsOf(campaign).join(', formerly ')}`);
  io.out(toList(found, history, (at) => dayIn(timeZone, at)));
  const missing = missingHistory(history);
  if (missing !== null) io.error(missing);
}

async function findCampaign(
  root: string,
  slug: string,
): Promise<{ content: CampaignContent; timeZone: string }> {
  const { campaigns, frame, mistakes } = await checkContent(root);
  const found = campaigns.find(({ campaign }) => slugsOf(campaign).includes(slug));
  if (found) return { content: found, timeZone: frame.timeZone };
  if (mistakes.length > 0) {
    const list = mistakes.map(formatMistake).join('\n');
    throw new CommandError(2, `There is no campaign “${slug}” that can be read. Mend this first:\n${list}`);
  }
  const known = campaigns.map(({ campaign }) => campaign.slug).join(', ');
  throw new CommandError(2, `There is no campaign “${slug}”. There are: ${known}`);
}

function toList({ periods, unread }: TextPeriods, history: History, dayOf: (at: Date) => string): string {
  const locales = new Set(periods.map(({ locale }) => locale));
  const texts = [...locales].flatMap((locale) => [
    '',
    locale,
    ...periods
      .filter((period) => period.locale === locale)
      .map((period) => toLine(period, history.kind === 'read', dayOf)),
  ]);
  const faults = unread.map(
    ({ commit, why }) => `  ${dayOf(commit.at)}, commit ${commit.hash.slice(0, 12)}: ${why}`,
  );
  return [...texts, ...(faults.length > 0 ? ['', 'Nobody can read any more:', ...faults] : [])].join('\n');
}

function toLine(
  { digest, title, since, until, stands, statuses }: TextPeriod,
  hasGit: boolean,
  dayOf: (at: Date) => string,
): string {
  const first = since ? dayOf(since.at) : hasGit ? 'no commit' : '';
  const last = until ? dayOf(until) : stands ? 'now' : 'no commit';
  const days = first === '' ? last : `${first} – ${last}`;
  const draft = statuses.every((status) => status === 'draft') ? ' (draft: nobody signed it)' : '';
  const commit = hasGit ? `  ${(since?.hash ?? '').slice(0, 12).padEnd(12)}` : '';
  return `  ${digest}  ${days.padEnd(23)}${commit}  ${title}${draft}`;
}

function missingHistory(history: History): string | null {
  if (history.kind === 'none')
    return `These are the texts of now. What stood before is unknown: ${history.why}.`;
  return history.isShallow
    ? 'This clone lacks its older commits: what stood before is unknown. git fetch --unshallow brings them.'
    : null;
}
