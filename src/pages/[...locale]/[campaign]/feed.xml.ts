import { getRssString } from '@astrojs/rss';
import type { APIContext } from 'astro';
import { bodyIn, textIn, type Update } from '#campaigns/content.ts';
import { inWords } from '#domain/calendar-date.ts';
import { toFileText } from '#domain/file-text.ts';
import { campaignPath, feedPath, updatePath } from '#domain/page-paths.ts';
import { translator } from '#i18n/translate.ts';
import { toFeedDate, toFeedHtml } from '#markdown/feed-item.ts';
import { newsHtmlOf } from '#page-data/shown-content.ts';
import { campaignPaths } from '#page-data/static-paths.ts';

/** One feed for each campaign and locale. */
export const getStaticPaths = campaignPaths;

type Props = Awaited<ReturnType<typeof campaignPaths>>[number]['props'];

/** A campaign's news as RSS 2.0, the newest item first. */
export async function GET({ props, site: origin }: APIContext<Props>): Promise<Response> {
  const { site, locale, content } = props;
  const { slug, discreet, status } = content.campaign;
  const t = translator(locale);
  const { words } = textIn(content.texts, locale, site.defaultLocale);
  const mark = status === 'draft' ? t('draft.titlePrefix') : '';
  const absolute = (path: string) => new URL(path, origin).href;
  const toItem = async ({ name, date, texts }: Update) => {
    const text = textIn(texts, locale, site.defaultLocale);
    const address = absolute(updatePath(locale, slug, name, site));
    return {
      title: text.words.title,
      link: address,
      description: inWords(date, t.locale),
      pubDate: toFeedDate(date),
      content: toFeedHtml(
        await newsHtmlOf(bodyIn(texts, locale, site.defaultLocale), content, site, locale),
        address,
      ),
      customData: `<dc:language>${text.locale}</dc:language>`,
    };
  };
  const feed = await getRssString({
    title: mark + (discreet ? t('page.discreet') : words.title),
    description: discreet ? t('updates.of') : words.summary,
    site: absolute(campaignPath(locale, slug, site)),
    items: await Promise.all(content.updates.map(toItem)),
    xmlns: { atom: 'http://www.w3.org/2005/Atom', dc: 'http://purl.org/dc/elements/1.1/' },
    customData: `<language>${t.locale}</language><atom:link href="${absolute(feedPath(locale, slug, site))}" rel="self" type="application/rss+xml"/>`,
  });
  return new Response(toFileText(feed), { headers: { 'content-type': 'application/xml' } });
}
