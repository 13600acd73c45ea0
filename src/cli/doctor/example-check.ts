import { type Content, textIn } from '#campaigns/content.ts';
import { EXAMPLE_CAMPAIGN, EXAMPLE_CONTACT } from '#campaigns/example.ts';
import { signedText, textDigest } from '#campaigns/text-digest.ts';
import type { Finding } from './finding.ts';

/** Is the example still there, with which the project comes? Its campaign is somebody else's. */
export function checkExample({ site, campaigns }: Content): Finding[] {
  const { slug, digests } = EXAMPLE_CAMPAIGN;
  const found = campaigns.find(({ campaign }) => campaign.slug === slug);
  const text = found && signedText(textIn(found.texts, 'en', site.defaultLocale), found.campaign);
  const hasCampaign = text !== undefined && textDigest(text) === digests.en;
  const hasContact = Object.values(site.organization.contact).includes(EXAMPLE_CONTACT);
  if (hasCampaign && hasContact) {
    return [
      {
        level: 'warning',
        what: 'content/ is still the example: it speaks for an organization that is not yours.',
        mend: 'npm run new -- <name of your campaign> --replace-example',
      },
    ];
  }
  return [
    ...(hasCampaign
      ? [
          {
            level: 'warning',
            what: `content/campaigns/${slug} is still the campaign of the example, which is not yours.`,
            mend: `git rm -r content/campaigns/${slug}`,
          } as const,
        ]
      : []),
    ...(hasContact
      ? [
          {
            level: 'warning',
            what: 'content/site.yaml still has the contact of the example, which is not yours.',
            mend: 'Write there under organization how people reach you, in a line for each language.',
          } as const,
        ]
      : []),
  ];
}
