import { satteriHeadingIdsPlugin } from '@astrojs/markdown-satteri';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Features, type HastPluginEntry, markdownToHtml } from 'satteri';
import { MARKDOWN_FEATURES } from '#campaigns/markdown-features.ts';
import { translator } from '#i18n/translate.ts';
import type { FrontMatterFile } from '#source/front-matter.ts';
import { toAllowedHtml } from './allowed-html.ts';
import { anchors, localeOf, prefixOf } from './anchors.ts';
import { pictures } from './pictures.ts';
import { plainWords } from './plain-words.ts';

const PLUGINS: readonly HastPluginEntry[] = [plainWords, satteriHeadingIdsPlugin(), anchors, pictures];

const rendered = new WeakMap<FrontMatterFile, Promise<string>>();

/** The HTML of a file's Markdown. It renders each file once for all pages. `root` is the project's folder. */
export function renderText(root: string, source: FrontMatterFile): Promise<string> {
  const known = rendered.get(source);
  if (known) return known;
  const rendering = render(root, source);
  rendered.set(source, rendering);
  return rendering;
}

async function render(root: string, { body, file }: FrontMatterFile): Promise<string> {
  const fileURL = pathToFileURL(join(root, file));
  const features = featuresOf(file);
  const { html } = await markdownToHtml(body, { hastPlugins: [...PLUGINS], features, fileURL });
  return toAllowedHtml(html);
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
