import * as v from 'valibot';
import { type CampaignContent, type Content, textIn } from '#campaigns/content.ts';
import { signedText, textDigest } from '#campaigns/text-digest.ts';
import { PATIENCE_MS } from '#cli/proof/public-request.ts';
import { CAMPAIGNS_PATH } from '#domain/api-paths.ts';
import { stateOf } from '#domain/campaign.ts';
import { isAnswerIn } from '#domain/own-answer.ts';
import type { Finding } from '../finding.ts';

const ListSchema = v.array(
  v.object({ slug: v.string(), titles: v.record(v.string(), v.string()), state: v.string() }),
);
type Listed = v.InferOutput<typeof ListSchema>;

/** So many pages are read, at most, to compare their texts. */
const MOST_PAGES = 20;

/** Is what the site shows what stands in `content/` here? */
export async function checkDeployedContent(
  origin: string,
  content: Content,
  { stopped, now }: { readonly stopped: AbortSignal; readonly now: Date },
): Promise<Finding> {
  const signal = AbortSignal.any([AbortSignal.timeout(PATIENCE_MS), stopped]);
  const response = await fetch(new URL(CAMPAIGNS_PATH, origin), { redirect: 'manual', signal });
  const list = isAnswerIn('application/json', response)
    ? v.safeParse(ListSchema, await response.json())
    : { success: false as const };
  if (!list.success) {
    return {
      level: 'error',
      what: `${origin} does not list its campaigns: either it is no site of Undersigned, or its functions are missing (${response.status}).`,
      mend: 'Deploy this project with its netlify.toml. On Netlify: Logs, Functions names the functions of the newest deploy.',
    };
  }
  const published = content.campaigns.filter(({ campaign }) => campaign.status !== 'draft');
  const differences = [
    ...differencesOf(list.output, published, content, now),
    ...(await otherTexts(origin, list.output, published, content, signal)),
  ];
  if (differences.length === 0)
    return {
      level: 'fine',
      what: `The site shows content/ as it is here. Published campaigns: ${published.length}`,
    };
  return {
    level: 'warning',
    what: `The site shows other content than content/ here: ${differences.join('; ')}.`,
    mend: 'git pull brings what others wrote. To deploy what is here: commit and push, and wait for the deploy. If that failed, its log says why, and the old site stays.',
  };
}

function differencesOf(
  list: Listed,
  published: readonly CampaignContent[],
  { site }: Content,
  now: Date,
): string[] {
  const here = new Map(published.map((one) => [one.campaign.slug, one]));
  const there = new Map(list.map((one) => [one.slug, one]));
  return [
    ...[...here.keys()].filter((slug) => !there.has(slug)).map((slug) => `${slug} is only here`),
    ...[...there.keys()].filter((slug) => !here.has(slug)).map((slug) => `${slug} is only there`),
    ...list.flatMap(({ slug, titles, state }) => {
      const own = here.get(slug);
      if (!own) return [];
      const ownState = stateOf(own.campaign, site.timeZone, now);
      const hasTitles =
        own.texts.length === Object.keys(titles).length &&
        own.texts.every(({ locale, words }) => titles[locale] === words.title);
      return [
        ...(state === ownState ? [] : [`${slug} is ${state} there and ${ownState} here`]),
        ...(hasTitles ? [] : [`${slug} has other titles or languages`]),
      ];
    }),
  ];
}

/** Campaigns whose page is signed in other words. Only a page with a form says the digest of its text. */
async function otherTexts(
  origin: string,
  list: Listed,
  published: readonly CampaignContent[],
  { site: { defaultLocale } }: Content,
  signal: AbortSignal,
): Promise<string[]> {
  const active = list.filter(({ state }) => state === 'active').map(({ slug }) => slug);
  const compared = published.filter(({ campaign }) => active.includes(campaign.slug)).slice(0, MOST_PAGES);
  const found = await Promise.all(
    compared.map(async ({ campaign, texts }) => {
      const response = await fetch(new URL(`/${campaign.slug}/`, origin), { redirect: 'manual', signal });
      const [field = ''] = /<input(?=[^>]* name="text")[^>]*>/u.exec(await response.text()) ?? [];
      const digest = / value="(?<digest>[0-9a-f]{16})"/u.exec(field)?.groups?.['digest'];
      const own = textDigest(signedText(textIn(texts, defaultLocale, defaultLocale), campaign));
      return digest === undefined || digest === own ? [] : [`${campaign.slug} has another text`];
    }),
  );
  return found.flat();
}
