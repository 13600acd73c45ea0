import { type CampaignContent, textIn } from '#campaigns/content.ts';
import { basisOf, isExact } from '#domain/count.ts';
import { threatsPath } from '#domain/page-paths.ts';
import type { Site } from '#domain/site.ts';
import { linked, sentence, type Sentence } from './sentence.ts';

/** What the sentences about the number depend on. */
interface NumberContent {
  readonly site: Site;
  readonly locale: string;
  readonly campaigns: readonly CampaignContent[];
}

/** What the number tells of those who sign: nothing where a mailbox has to confirm, much where it is exact. */
type Telling = 'nothing' | 'exact' | 'coarse';

/** What the public number tells. Campaigns are named where it is not the same for all. */
export function whatNumberTells({ site, locale, campaigns }: NumberContent): Sentence[] {
  const threats = threatsPath(locale, site);
  const [first = 'nothing', ...others] = new Set(campaigns.map(tellingOf));
  const common = first === 'nothing' ? [] : [linked(`privacy.number.${first}`, threats)];
  const each = campaigns.flatMap((content) => {
    const telling = tellingOf(content);
    if (telling === 'nothing') return [];
    const { words, locale: language } = textIn(content.texts, locale, site.defaultLocale);
    const title = { text: words.title, locale: language };
    return [{ ...sentence(`privacy.number.${telling}Of`, {}, title), href: threats }];
  });
  return [sentence('privacy.number.public'), ...(others.length > 0 ? each : common)];
}

function tellingOf({ campaign }: CampaignContent): Telling {
  if (basisOf(campaign) === 'confirmed') return 'nothing';
  return isExact(campaign) ? 'exact' : 'coarse';
}
