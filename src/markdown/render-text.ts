import { satteriHeadingIdsPlugin } from '@astrojs/markdown-satteri';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type HastPluginEntry, markdownToHtml } from 'satteri';
import type { FrontMatterFile } from '#campaigns/front-matter.ts';
import { anchors } from './anchors.ts';
import { pictures } from './pictures.ts';

const PLUGINS: readonly HastPluginEntry[] = [satteriHeadingIdsPlugin(), anchors, pictures];
const FEATURES = { gfm: true, smartPunctuation: true };

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
  const { html } = await markdownToHtml(body, { hastPlugins: [...PLUGINS], features: FEATURES, fileURL });
  return html;
}
