import { brotliCompressSync, constants } from 'node:zlib';
import { markdownToHtml } from 'satteri';
import { countriesIn } from '#domain/country.ts';
import type { Site } from '#domain/site.ts';
import { changeToName } from '#domain/text-change.ts';
import type { ContentMistake } from '#source/mistake.ts';
import { type CampaignContent, type Content, textIn } from './content.ts';
import { MARKDOWN_FEATURES } from './markdown-features.ts';

/** The largest page of one round trip, in bytes with headers. Tests hold our own campaign to it. */
const PAGE_MAX_BYTES = 13_000;

/**
 * What a campaign's page weighs without its words: head, style, forms, headers. Measured on built pages. A
 * test of the built site fails if an estimate is more than 800 bytes wrong.
 */
const FRAME_BYTES = { page: 7450, askedField: 200 };

/** As hosts compress a page that they keep, and thirty times as fast. */
const BEST = constants.BROTLI_MAX_QUALITY;
const QUICK = 5;

/**
 * Warnings for texts whose page needs a second round trip. They are not mistakes: the page works, but slower
 * on slow lines.
 */
export function weightWarnings({ site, campaigns }: Content): ContentMistake[] {
  return campaigns.flatMap((content) =>
    content.texts.flatMap(({ locale, source: { file } }) => {
      // The quick way never finds fewer bytes, and most texts are far from the limit.
      if (estimatePageBytes(content, locale, site, QUICK) <= PAGE_MAX_BYTES) return [];
      const bytes = estimatePageBytes(content, locale, site);
      if (bytes <= PAGE_MAX_BYTES) return [];
      const message = `The text makes a page of about ${bytes} bytes, more than the ${PAGE_MAX_BYTES} that come in one round trip: shorten the text`;
      return [{ file, line: 1, column: 1, message }];
    }),
  );
}

/** The estimated bytes of a campaign's page in a language: brotli, with headers, without images. */
export function estimatePageBytes(
  { campaign, texts, updates }: CampaignContent,
  locale: string,
  site: Site,
  quality: number = BEST,
): number {
  const text = textIn(texts, locale, site.defaultLocale);
  const news = updates.map((update) => textIn(update.texts, locale, site.defaultLocale));
  // The page shows the newest update whole, and the others by title.
  const bodies = [text, ...news.slice(0, 1)].map(
    ({ source }) => markdownToHtml(source.body, { features: MARKDOWN_FEATURES }).html,
  );
  const titles = [
    ...Object.values(text.words),
    campaign.target ?? '',
    changeToName(campaign.changes)?.what ?? '',
    ...news.map(({ words }) => words.title),
  ];
  const countries = campaign.ask.includes('country') ? countriesIn(locale) : [];
  const options = countries.map(({ code, name }) => `<option value="${code}">${name}</option>`);
  return (
    FRAME_BYTES.page +
    FRAME_BYTES.askedField * campaign.ask.length +
    brotliBytes([...titles, ...bodies].join('\n'), quality) +
    (options.length > 0 ? brotliBytes(options.join(''), quality) : 0)
  );
}

function brotliBytes(text: string, quality: number): number {
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }).byteLength;
}
