import type { CampaignContent, Content, Text } from '#campaigns/content.ts';
import { dayIn } from '#domain/calendar-date.ts';
import type { Change, Words } from '#domain/campaign-schema.ts';
import type { Site } from '#domain/site.ts';
import type { ContentMistake } from '#source/mistake.ts';
import type { History } from './commits.ts';
import { type OwnWords, type Version, versionsOf } from './past-texts.ts';

/** The words of a text, in the order in which a mistake names them. */
const KEYS = ['title', 'summary', 'target', 'body'] as const;
type Key = (typeof KEYS)[number];
type Zone = Pick<Site, 'timeZone'>;

/** Words that were changed while signatures came in, without a line that says so. */
interface Untold {
  readonly keys: readonly Key[];
  readonly was: OwnWords;
  /** When it was changed; `null` for what no commit holds yet. */
  readonly at: Date | null;
}

/**
 * Mistakes in `changes`. An active campaign's title, summary, target and text change only with a new line there.
 * The page shows it to those who signed other words. `now` is for the line to paste.
 */
export function changedTextMistakes(
  { site, campaigns }: { readonly site: Zone; readonly campaigns: Content['campaigns'] },
  history: History,
  now: Date,
): ContentMistake[] {
  const today = dayIn(site.timeZone, now);
  return campaigns.flatMap((campaign) => untoldMistakes(campaign, history, { site, today }));
}

function untoldMistakes(
  content: CampaignContent,
  history: History,
  place: { readonly site: Zone; readonly today: string },
): ContentMistake[] {
  return Array.from(untoldIn(versionsOf(content, history)), ([locale, untold]) =>
    toMistake(content, locale, untold, place),
  );
}

/** The newest untold change of each locale's text. */
function untoldIn(versions: readonly Version[]): Map<string, Untold> {
  const now = versions.at(-1)?.facts?.changes ?? [];
  const signed = new Map<string, { readonly words: OwnWords; readonly changes: readonly Change[] }>();
  const untold = new Map<string, Untold>();
  let wasActive = false;
  for (const { commit, facts, texts } of versions) {
    // Nobody could build a site from facts that cannot be read.
    if (facts === null) continue;
    const isActive = facts.status === 'active';
    for (const [locale, words] of texts) {
      const before = signed.get(locale);
      const isJudged = before !== undefined && (isActive || wasActive);
      const keys = isJudged ? KEYS.filter((key) => before.words[key] !== words[key]) : [];
      if (before && keys.length > 0 && !isTold(before.changes, facts.changes) && !isTold(before.changes, now))
        untold.set(locale, { keys, was: before.words, at: commit?.at ?? null });
      if (isActive || isJudged) signed.set(locale, { words, changes: facts.changes });
    }
    wasActive = isActive;
  }
  return untold;
}

/** True if a list has a line more than it had, and a line that it did not have. */
function isTold(before: readonly Change[], later: readonly Change[]): boolean {
  const known = new Set(before.map(lineOf));
  return later.length > before.length && later.some((change) => !known.has(lineOf(change)));
}

function lineOf({ date, what, kind }: Change): string {
  return JSON.stringify([date, what, kind]);
}

function toMistake(
  { campaign, texts }: CampaignContent,
  locale: string,
  { keys, was, at }: Untold,
  { site, today }: { readonly site: Zone; readonly today: string },
): ContentMistake {
  const facts = texts[0]?.source;
  const text = texts.find((text) => text.locale === locale);
  const what = new Intl.ListFormat('en').format(
    keys.map((key) => (key === 'body' ? 'the text' : `\`${key}\``)),
  );
  const day = at === null ? today : dayIn(site.timeZone, at);
  const entry = `{ date: ${day}, what: "Say here what changed" }`;
  const line = campaign.changes.length === 0 ? `changes: [${entry}]` : `  - ${entry}`;
  const file = facts?.file ?? '';
  const message =
    `changed ${at === null ? 'since the last commit' : `on ${day}`}, and the campaign is signed in other words: ` +
    `add a line to \`changes\` in ${file}, which the page shows: ${line} ` +
    `(and kind: typography, if nothing changed but spelling)`;
  const [first] = keys;
  if (!text || !first) return { file, line: 1, column: 1, message: `${locale}.md: ${what} ${message}` };
  if (first !== 'body') return text.source.frontMatter.mistakeAt([first], `${what} ${message}`, 'key');
  const changed = firstChangedLine(was.body, text);
  return { file: text.source.file, line: changed, column: 1, message: `The text ${message}` };
}

/** The line of the file on which a body differs first from what it was. */
function firstChangedLine(was: string, { source }: Text<Words>): number {
  const before = was.split('\n');
  const after = source.body.split('\n');
  const index = after.findIndex((line, index) => line !== before[index]);
  return source.bodyLine + (index < 0 ? Math.max(after.length - 1, 0) : index);
}
