import type { Content } from '#campaigns/content.ts';
import { campaignPath } from '#domain/page-paths.ts';

/** A redirect. All below `from` leads to the same address below `to`. Both end with `/`. */
export interface FormerAddress {
  readonly from: string;
  readonly to: string;
  readonly status: 301;
}

/** The former addresses of campaigns. Each leads to the present one, and so does all below it, in each language. */
export function formerAddresses({ site, campaigns }: Content): FormerAddress[] {
  return campaigns.flatMap(({ campaign: { slug, formerly } }) =>
    formerly.flatMap((former) =>
      site.locales.map((locale) => ({
        from: campaignPath(locale, former, site),
        to: campaignPath(locale, slug, site),
        status: 301 as const,
      })),
    ),
  );
}

/** The text of a `_redirects` file. https://docs.netlify.com/routing/redirects/ */
export function toRedirects(content: Content): string {
  return formerAddresses(content)
    .map(({ from, to, status }) => `${from}* ${to}:splat ${status}\n`)
    .join('');
}
