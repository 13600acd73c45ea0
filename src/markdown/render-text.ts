import { satteriHeadingIdsPlugin } from '@astrojs/markdown-satteri';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Features, type HastPluginEntry, markdownToHtml } from 'satteri';
import { imageFile } from '#campaigns/image-file.ts';
import { MARKDOWN_FEATURES } from '#campaigns/markdown-features.ts';
import { markdownText } from '#campaigns/markdown-text.ts';
import { translator } from '#i18n/translate.ts';
import type { FrontMatterFile } from '#source/front-matter.ts';
import { toAllowedHtml } from './allowed-html.ts';
import { anchors, localeOf, prefixOf } from './anchors.ts';
import { pictures } from './pictures.ts';
import { plainWords } from './plain-words.ts';

/** What gives a text its ids. */
const WITH_IDS: readonly HastPluginEntry[] = [plainWords, satteriHeadingIdsPlugin(), anchors];

interface Rendered {
  /** What the pictures were like. */
  readonly pictures: string;
  readonly html: Promise<string>;
}

const rendered = new WeakMap<FrontMatterFile, Rendered>();

/**
 * The HTML of a file's Markdown. It renders each file once for all pages, and anew when one of its pictures
 * changes. `root` is the project's folder.
 */
export async function renderText(root: string, source: FrontMatterFile): Promise<string> {
  const stamp = await pictureStamp(root, source);
  const known = rendered.get(source);
  if (known?.pictures === stamp) return known.html;
  const html = render(root, source, [...WITH_IDS, pictures]).then(toAllowedHtml);
  rendered.set(source, { pictures: stamp, html });
  return html;
}

/** The HTML of a text as it is for the ids in it: its pictures are left out. */
export function renderForIds(root: string, source: FrontMatterFile): Promise<string> {
  return render(root, source, WITH_IDS);
}

async function render(
  root: string,
  { body, file }: FrontMatterFile,
  plugins: readonly HastPluginEntry[],
): Promise<string> {
  const fileURL = pathToFileURL(join(root, file));
  const { html } = await markdownToHtml(body, {
    hastPlugins: [...plugins],
    features: featuresOf(file),
    fileURL,
  });
  return html;
}

/** Differs when a picture of the text does. */
async function pictureStamp(root: string, source: FrontMatterFile): Promise<string> {
  const images = markdownText(source).images.map(({ url }) => imageFile(url, join(root, source.file)));
  return (await Promise.all(images)).map((image) => (image.kind === 'found' ? image.stamp : '')).join('\n');
}

/** Footnotes in the language of the text. Their ids differ from those of headings and of the page. */
function featuresOf(file: string): Features {
  const t = translator(localeOf(file));
  const footnotes = {
    label: t('campaign.notes'),
    backLabel: t('campaign.notes.back'),
    clobberPrefix: `footnote-${prefixOf(file)}`,
  };
  return { ...MARKDOWN_FEATURES, gfm: { footnotes } };
}
