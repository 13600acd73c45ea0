import type { Page } from 'playwright-core';
import { readCampaign } from '#campaigns/campaign-file.ts';
import { readSite } from '#campaigns/site-file.ts';
import { stateOf, totalElsewhere } from '#domain/campaign.ts';
import { basisOf, isExact, type SignatureCount } from '#domain/count.ts';
import { translator } from '#i18n/translate.ts';
import { liveNumber } from '#number/page-number.ts';

/** A moment in summer, on the second of June everywhere that the gallery knows of. */
export const AS_OF = '2026-06-02T12:00:00.000Z';

/**
 * Answers the page's question for its number with twelve signatures and these changes, in the words of our function.
 * `root` is the folder of the site. A goal or a coarse number that its campaign has not is that of another deploy.
 */
export async function answerCount(
  page: Pick<Page, 'route'>,
  root: string,
  changes: Partial<SignatureCount> = {},
): Promise<void> {
  await page.route('**/count?*', async (route) => {
    const { json } = await countAnswer(root, route.request().url(), changes);
    await route.fulfill({ json });
  });
}

/** The answer for an address of the count. */
export async function countAnswer(root: string, address: string, changes: Partial<SignatureCount> = {}) {
  const { pathname, searchParams } = new URL(address);
  const slug = pathname.split('/').at(-2) ?? '';
  const site = await readSite(root);
  const campaign = await readCampaign(root, slug, site);
  if (!campaign) throw new RangeError(`There is no campaign ${slug}.`);
  const now = new Date();
  const known = stateOf(campaign, site.timeZone, now);
  const count = {
    ...{ campaign: slug, count: 12, online: 12, elsewhere: totalElsewhere(campaign), goal: campaign.goal },
    ...{ open: known === 'active', basis: basisOf(campaign), exact: isExact(campaign), setAside: 0 },
    ...{ erased: null, asOf: AS_OF },
    ...changes,
  };
  const state = count.open ? 'active' : known === 'active' ? 'closed' : known;
  const deployed = { ...campaign, goal: count.goal, discreet: !count.exact };
  const words = liveNumber(
    count,
    { campaign: deployed, site, state, now },
    translator(searchParams.get('locale') ?? ''),
  );
  return { json: { ...count, page: words } };
}
