import type { CampaignContent } from '#campaigns/content.ts';
import { textDigest } from '#campaigns/text-digest.ts';
import type { Campaign } from '#domain/campaign.ts';
import type { Commit, History } from './commits.ts';
import { versionsOf } from './past-texts.ts';

/** A text in one language, and how long it stood. */
export interface TextPeriod {
  readonly locale: string;
  readonly digest: string;
  readonly title: string;
  /** The commit that brought it; `null` for what no commit holds. */
  readonly since: Pick<Commit, 'hash' | 'at'> | null;
  /** When a commit brought another one; `null` while it stands, and where no commit holds the other one. */
  readonly until: Date | null;
  /** True for a text of the files as they are now. */
  readonly stands: boolean;
  /** What the campaign was meanwhile: a text that was only ever a draft's was signed by nobody. */
  readonly statuses: readonly Campaign['status'][];
}

/** What was read of a campaign's texts, and what nobody can read any more. */
export interface TextPeriods {
  /** By locale, the site's default first; within it the newest first. */
  readonly periods: readonly TextPeriod[];
  readonly unread: readonly { readonly commit: Pick<Commit, 'hash' | 'at'>; readonly why: string }[];
}

interface OpenPeriod extends Omit<TextPeriod, 'statuses' | 'until' | 'stands'> {
  readonly statuses: Set<Campaign['status']>;
  until: Date | null;
}

/** The texts of a campaign with their times, also under former slugs, and of files that were moved. */
export function textPeriods(content: CampaignContent, history: History): TextPeriods {
  const standing = new Map<string, OpenPeriod>();
  const all: OpenPeriod[] = [];
  const unread: TextPeriods['unread'][number][] = [];
  for (const { commit, facts, texts, unread: faults } of versionsOf(content, history, true)) {
    if (commit) unread.push(...faults.map((why) => ({ commit, why })));
    // Without the facts the target is unknown, and with it the digests.
    if (facts === null) continue;
    const at = commit?.at ?? null;
    for (const [locale, period] of standing) {
      if (texts.has(locale)) continue;
      period.until = at;
      standing.delete(locale);
    }
    for (const [locale, { title, summary, target = facts.target, body }] of texts) {
      const digest = textDigest({ locale, title, summary, target, body });
      const before = standing.get(locale);
      if (before?.digest === digest) {
        before.statuses.add(facts.status);
        continue;
      }
      if (before) before.until = at;
      const statuses = new Set([facts.status]);
      const period = { locale, digest, title, since: commit, until: null, statuses };
      standing.set(locale, period);
      all.push(period);
    }
  }
  const periods = inOrder(all, content).map((period) => ({
    ...period,
    stands: standing.get(period.locale) === period,
    statuses: [...period.statuses],
  }));
  return { periods, unread };
}

function inOrder(periods: readonly OpenPeriod[], { texts }: CampaignContent): OpenPeriod[] {
  const known = texts.map(({ locale }) => locale);
  const locales = new Set([...known, ...periods.map(({ locale }) => locale)]);
  const newestFirst = periods.toReversed();
  return [...locales].flatMap((locale) => newestFirst.filter((period) => period.locale === locale));
}
