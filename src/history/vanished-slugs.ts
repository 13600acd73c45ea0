import * as v from 'valibot';
import { CAMPAIGNS } from '#campaigns/campaign-file.ts';
import type { CheckedContent } from '#campaigns/content.ts';
import { isUnlaunched } from '#campaigns/example.ts';
import { formerSlugs, type Named } from '#campaigns/former-slugs.ts';
import { CalendarDateSchema, dayIn, daysAfter, lastDayOf } from '#domain/calendar-date.ts';
import { wholeDays } from '#domain/editor-values.ts';
import type { ContentMistake } from '#source/mistake.ts';
import type { History } from './commits.ts';
import { type SlugLife, slugLives } from './slug-lives.ts';

/** What the check of `content/` knows of slugs. */
type Present = Pick<CheckedContent, 'frame' | 'named' | 'folders'>;

/** Slugs that are gone, with the campaign whose they were last. */
interface Lost {
  readonly slugs: readonly string[];
  readonly owner: SlugLife;
  /** The present campaign that took its place; `null` if nobody knows one. */
  readonly heir: Named | null;
}

/**
 * Mistakes of slugs that git remembers. Signatures lie under a campaign's oldest slug. Once it was published, it
 * stays a folder, or stands in `formerly`, until they are erased.
 */
export function vanishedSlugMistakes(present: Present, history: History, now: Date): ContentMistake[] {
  const { folders, named, frame } = present;
  // Where a file of facts cannot be read, nobody knows what it says of former slugs.
  const isKnown = folders?.every((folder) =>
    named.some(({ slug, frontMatter }) => slug === folder && frontMatter.data),
  );
  if (history.kind === 'none' || !folders || !isKnown) return [];
  const { lives, site } = slugLives(history);
  const today = dayIn(frame.timeZone, now);
  const isOver = (life: SlugLife) =>
    (life.end?.wasUnlaunched ?? (isUnlaunched(life.slug, site) && !folders.includes(life.slug))) ||
    isErased(life, frame.retention, today);
  const lost = lostSlugs(lives, present).filter(({ owner }) => !isOver(owner));
  return [
    ...lost.map((group) => toMistake(group, present)),
    ...named.flatMap((campaign) => oldestBehind(campaign, lives)),
  ];
}

function isErased(life: SlugLife, retention: number | null, today: string): boolean {
  const until = lastDayKept(life, retention);
  return until !== null && until < today;
}

/** The slugs that are gone, grouped by the place where they have to be named. */
function lostSlugs(lives: ReadonlyMap<string, SlugLife>, present: Present): Lost[] {
  const { named, folders } = present;
  const kept = new Set([
    ...(folders ?? []),
    ...named.flatMap((one) => formerSlugs(one).map(({ former }) => former)),
  ]);
  const published = [...lives.values()].filter(({ key }) => key !== null);
  const slugs = new Set(published.flatMap(({ claims }) => [...claims.keys()]));
  const groups = new Map<string, Lost>();
  for (const slug of [...slugs].filter((name) => !kept.has(name))) {
    const owner = published
      .filter(({ claims }) => claims.has(slug))
      .reduce((a, b) => ((b.claims.get(slug) ?? 0) > (a.claims.get(slug) ?? 0) ? b : a));
    const heir = heirOf(owner, lives, present);
    const place = heir?.slug ?? `gone ${owner.slug}`;
    const before = groups.get(place);
    groups.set(place, { slugs: [...(before?.slugs ?? []), slug], owner: before?.owner ?? owner, heir });
  }
  return [...groups.values()].map((group) => ({ ...group, slugs: oldestFirst(group, lives) }));
}

/** The order in which the folder of each slug was there. One that git never saw is older than all others. */
function oldestFirst({ slugs, owner }: Lost, lives: ReadonlyMap<string, SlugLife>): string[] {
  const order = [...owner.last.formerly, ...lives.keys()];
  return [...slugs].sort((a, b) => order.indexOf(a) - order.indexOf(b));
}

/** The present campaign in whose folder the files of a life lie now, as far as git sees it. */
function heirOf(
  owner: SlugLife,
  lives: ReadonlyMap<string, SlugLife>,
  { named, folders }: Present,
): Named | null {
  let life: SlugLife | undefined = owner;
  for (let steps = 0; life && steps <= lives.size; steps += 1) {
    const { slug, end, last }: SlugLife = life;
    const present = named.find((one) => one.slug === slug);
    if (present) return present;
    if (end === null)
      return likest(
        last.body,
        named.filter((one) => isNew(one.slug, lives)),
      );
    if (end.renamedTo === null) return null;
    const next: string = end.renamedTo;
    life = lives.get(next);
    if (!life && folders?.includes(next)) return named.find((one) => one.slug === next) ?? null;
  }
  return null;
}

function isNew(slug: string, lives: ReadonlyMap<string, SlugLife>): boolean {
  const life = lives.get(slug);
  return !life || life.end !== null;
}

/** Git sees a move by half of the lines, and so does this for what no commit holds yet. */
function likest(body: string, candidates: readonly Named[]): Named | null {
  const lines = linesOf(body);
  const shares = candidates.map((one) => ({
    one,
    share: linesOf(one.body).filter((line) => lines.includes(line)).length / Math.max(lines.length, 1),
  }));
  const [best] = shares.sort((a, b) => b.share - a.share);
  return best && best.share >= 0.5 ? best.one : null;
}

function linesOf(body: string): string[] {
  return body.split('\n').filter((line) => line.trim() !== '');
}

function toMistake({ slugs, owner, heir }: Lost, { frame }: Present): ContentMistake {
  const names = new Intl.ListFormat('en').format(slugs);
  const list = (more: readonly string[]) => `formerly: [${[...slugs, ...more].join(', ')}]`;
  if (heir) {
    const kept = formerSlugs(heir).map(({ former }) => former);
    const was =
      owner.slug === heir.slug
        ? `\`formerly\` no longer names ${names}`
        : `The campaign ${names} is now ${heir.slug}`;
    const message = `${was}, and the signatures lie under the oldest name: write ${list(kept)}`;
    return heir.frontMatter.mistakeAt(['formerly'], message, 'key');
  }
  const folder = `${CAMPAIGNS}/${owner.slug}`;
  const from = owner.end === null ? 'HEAD' : `${owner.end.commit.hash.slice(0, 12)}~1`;
  const until = lastDayKept(owner, frame.retention);
  const message =
    `The campaign ${names} is gone, and signatures lie under its name: bring it back with git checkout ${from} -- ${folder}` +
    ` (as status: draft nobody sees it), or write ${list([])} into the campaign that took its place` +
    (until === null ? '' : `. It may go after ${until}, when its signatures are erased`);
  return { file: owner.last.path, line: 1, column: 1, message };
}

function lastDayKept({ last: { data } }: SlugLife, retention: number | null): string | null {
  const days = v.is(wholeDays, data['retention']) ? data['retention'] : retention;
  const { closes } = data;
  return days !== null && v.is(CalendarDateSchema, closes) ? daysAfter(lastDayOf(closes), days) : null;
}

/** The mistake of a list whose first slug is not the one under which signatures lie. */
function oldestBehind(campaign: Named, lives: ReadonlyMap<string, SlugLife>): ContentMistake[] {
  const formerly = formerSlugs(campaign).map(({ former }) => former);
  const [first] = formerly;
  if (first === undefined) return [];
  const keys = new Set([campaign.slug, ...formerly].flatMap((slug) => lives.get(slug)?.key ?? []));
  const key = formerly.find((slug) => keys.has(slug));
  if (key === undefined || keys.has(first)) return [];
  const right = [key, ...formerly.filter((slug) => slug !== key)].join(', ');
  return [
    campaign.frontMatter.mistakeAt(
      ['formerly'],
      `\`formerly\` must begin with the name under which the signatures lie: write formerly: [${right}]`,
      'key',
    ),
  ];
}
