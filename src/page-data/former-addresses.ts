import type { Content } from '#campaigns/content.ts';
import { campaignPath } from '#domain/page-paths.ts';

/**
 * The text of a `_redirects` file. A former address of a campaign leads to the present one, and so does all
 * below it, in each language. https://docs.netlify.com/routing/redirects/
 */
export function toRedirects({ site, campaigns }: Content): string {
  return campaigns
    .flatMap(({ campaign: { slug, formerly } }) =>
      formerly.flatMap((former) =>
        site.locales.map((locale) => {
          const from = campaignPath(locale, former, site);
          return `${from}* ${campaignPath(locale, slug, site)}:splat 301\n`;
        }),
      ),
    )
    .join('');
}
