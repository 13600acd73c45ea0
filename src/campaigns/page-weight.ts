import type { Site } from '#domain/site.ts';
import { brotliCompressSync } from 'node:zlib';
import { markdownToHtml } from 'satteri';
import { countriesIn } from '#domain/country.ts';
import { type CampaignContent, type Content, textIn } from './content.ts';
import type { ContentMistake } from './mistake.ts';

/** What a first round trip carries, headers included: tests hold our own campaign to it. */
export const PAGE_MAX_BYTES = 13_000;

/**
 * What a campaign's page weighs besides its words: head, style, form, headers. Measured on built pages; a test of the
 * built site fails when an estimate is more than 800 bytes off.
 */
const FRAME_BYTES = { page: 6700, askedField: 200 };

/** Texts so long that their page needs a second round trip. No mistakes: the page works, but later on slow lines. */
export function weightWarnings({ site, campaigns }: Content): ContentMistake[] {
  return campaigns.flatMap((content) =>
    content.texts.flatMap(({ locale, source: { file } }) => {
      const bytes = estimatePageBytes(content, locale, site);
      if (bytes <= PAGE_MAX_BYTES) return [];
      const message = `makes a page of about ${bytes} bytes, more than the ${PAGE_MAX_BYTES} that come in one round trip: shorten the text`;
      return [{ file, line: 1, column: 1, message }];
    }),
  );
}

/** About what a campaign's page weighs in a language: brotli, with headers, without images. */
export function estimatePageBytes(
  { campaign, texts, updates }: CampaignContent,
  locale: string,
  site: Site,
): number {
  const text = textIn(texts, locale, site.defaultLocale);
  const news = updates.map((update) => textIn(update.texts, locale, site.defaultLocale));
  // The newest update is shown whole, the others by title.
  const bodies = [text, ...news.slice(0, 1)].map(({ source }) => markdownToHtml(source.body).html);
  const titles = [
    ...Object.values(text.words),
    campaign.target ?? '',
    ...news.map(({ words }) => words.title),
  ];
  const countries = campaign.ask.includes('country') ? countriesIn(locale) : [];
  const options = countries.map(({ code, name }) => `<option value="${code}">${name}</option>`);
  return (
    FRAME_BYTES.page +
    FRAME_BYTES.askedField * campaign.ask.length +
    brotliBytes([...titles, ...bodies].join('\n')) +
    (options.length > 0 ? brotliBytes(options.join('')) : 0)
  );
}

function brotliBytes(text: string): number {
  return brotliCompressSync(text).byteLength;
}
