import type { Site } from '#domain/site.ts';
import type { ContentMistake } from '#source/mistake.ts';
import { type CampaignContent, textIn } from './content.ts';

/** The mistakes of a site that sends no mail: campaigns that demand confirmation by mail, drafts too. */
export function mistakesWithoutMail(
  campaigns: readonly CampaignContent[],
  { defaultLocale }: Site,
): ContentMistake[] {
  return campaigns
    .filter(({ campaign }) => campaign.confirmation === 'required')
    .map(({ texts }) =>
      textIn(texts, defaultLocale, defaultLocale).source.frontMatter.mistakeAt(
        ['confirmation'],
        '`confirmation` demands mails, and this site sends none: set MAIL_FROM (README, Deploy), or write `confirmation: none`',
      ),
    );
}
