import * as v from 'valibot';
import { CAMPAIGNS } from '#campaigns/campaign-file.ts';
import { countPath } from '#domain/api-paths.ts';
import type { Campaign } from '#domain/campaign.ts';
import { COARSE_MIN } from '#domain/coarse-number.ts';
import { BASES, basisOf, isExact, type SignatureCount } from '#domain/count.ts';
import type { Site } from '#domain/site.ts';
import { hasOnline } from '#domain/told-number.ts';
import { PROJECT_ROOT } from '#settings/project-root.ts';
import { readSettings } from '#settings/settings.ts';
import { readFrontMatterFile } from '#source/front-matter.ts';
import { ContentError } from '#source/mistake.ts';
import { liveAnswer, type Named } from './live-answer.ts';

const SignatureCountSchema = v.object({
  campaign: v.string(),
  count: v.number(),
  online: v.number(),
  elsewhere: v.number(),
  goal: v.nullable(v.number()),
  open: v.boolean(),
  // A deploy of before November 2026 does not say it, and checked no address.
  basis: v.optional(v.picklist(BASES), 'claimed'),
  exact: v.optional(v.boolean(), true),
  setAside: v.optional(v.number(), 0),
  erased: v.optional(v.nullable(v.pipe(v.string(), v.isoTimestamp())), null),
  asOf: v.pipe(v.string(), v.isoTimestamp()),
});

/** What a count is asked for: a campaign's names, and what its number stands for. */
type Counted = Named & Pick<Campaign, 'confirmation' | 'discreet'>;

/**
 * A campaign's count from the live site, asked once a build. It is `null` without a live site (`URL` is not
 * set) or without an answer in 5 s. A build never fails because of a missing count. The first build after a
 * new name finds the count under a name before. It is `null` too where an exact number has to become coarse.
 * Throws a `ContentError` for signatures with another basis. A coarse number of 0 may hide some.
 */
export async function builtCount(
  campaign: Counted,
  { defaultLocale }: Pick<Site, 'defaultLocale'>,
  siteUrl = readSettings().siteUrl,
): Promise<SignatureCount | null> {
  const count = await liveAnswer(campaign, siteUrl, { pathOf: countPath, schema: SignatureCountSchema });
  if (count && hasOnline(count) && count.basis !== basisOf(campaign)) {
    throw await changedBasis(campaign, count, `${CAMPAIGNS}/${campaign.slug}/${defaultLocale}.md`);
  }
  return count?.exact && !isExact(campaign) ? null : count;
}

async function changedBasis(
  { confirmation }: Counted,
  { online, exact, basis }: SignatureCount,
  file: string,
): Promise<Error> {
  const before = basis === 'confirmed' ? 'required' : 'none';
  const many = exact ? String(online) : `a coarse number: ${online || `fewer than ${COARSE_MIN}`}`;
  const message =
    `\`confirmation\` is ${confirmation}, and was ${before} for the signatures of the live site (${many}), ` +
    `so the number would mix two kinds: write \`confirmation: ${before}\` again, or make another campaign with npm run new`;
  const read = await readFrontMatterFile(PROJECT_ROOT, file);
  const place = read?.source?.frontMatter.mistakeAt(['confirmation'], message);
  return new ContentError([place ?? { file, line: 1, column: 1, message }]);
}
