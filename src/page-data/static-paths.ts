import type { GetStaticPathsResult } from 'astro';
import type { Content } from '#campaigns/content.ts';
import { sendsMail } from './sends-mail.ts';
import { publishedContent, shownContent } from './shown-content.ts';

/** The paths and props of a page in each locale; the default locale has no prefix. */
export async function localePaths() {
  return pathsOf(await shownContent());
}

/** The same for a page that says what is done with data: that of a draft is none. */
export async function statementPaths() {
  return pathsOf(await publishedContent());
}

function pathsOf({ site, campaigns }: Content) {
  return site.locales.map((locale) => ({
    params: { locale: locale === site.defaultLocale ? undefined : locale },
    props: { site, locale, campaigns },
  })) satisfies GetStaticPathsResult;
}

/** The paths and props of a page for each campaign and locale, translated or not. */
export async function campaignPaths() {
  return (await localePaths()).flatMap(({ params, props: { site, locale, campaigns } }) =>
    campaigns.map((content) => ({
      params: { ...params, campaign: content.campaign.slug },
      props: { site, locale, content },
    })),
  ) satisfies GetStaticPathsResult;
}

/** The paths and props of a page that belongs to a mail: none where the site sends no mail. */
export async function mailPaths() {
  return sendsMail() ? campaignPaths() : [];
}

/** The paths and props of a campaign's page for each of its partners and each locale. */
export async function viaPaths() {
  return (await campaignPaths()).flatMap(({ params, props }) =>
    props.content.campaign.partners.map((partner) => ({
      params: { ...params, partner: partner.slug },
      props: { ...props, partner },
    })),
  ) satisfies GetStaticPathsResult;
}

/** The paths and props of a page for each update and locale, translated or not. */
export async function updatePaths() {
  return (await campaignPaths()).flatMap(({ params, props }) =>
    props.content.updates.map((update) => ({
      params: { ...params, update: update.name },
      props: { ...props, update },
    })),
  ) satisfies GetStaticPathsResult;
}
