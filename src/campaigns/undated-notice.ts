import { lacksClosingDay, UNDATED_DAYS } from '#domain/retention.ts';
import type { ContentMistake } from '#source/mistake.ts';
import { type Content, textIn } from './content.ts';

/** What may lack a last day. One that is over must have it, and a draft has no signatures. */
const UNDATED: readonly string[] = ['active', 'paused'];

/** Names the published campaigns without a last day. It is no mistake: many are open for as long as it takes. */
export function undatedNotices({ site, campaigns }: Content): ContentMistake[] {
  return campaigns
    .filter(({ campaign }) => UNDATED.includes(campaign.status) && lacksClosingDay(campaign))
    .map(({ texts }) =>
      textIn(texts, site.defaultLocale, site.defaultLocale).source.frontMatter.mistakeAt(
        ['status'],
        `It has no \`closes\`: each signature is erased ${UNDATED_DAYS} days after it was given, as the privacy page says. Write down the last day as soon as you know it`,
        'key',
      ),
    );
}
