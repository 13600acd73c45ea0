import type { FrontMatterFile } from '#source/front-matter.ts';
import { prefixOf } from './anchors.ts';
import { renderForIds } from './render-text.ts';

/** The places of a text that a link can lead to. */
export interface TextAnchors {
  /** The headings as editors name them: `what-we-ask`. */
  readonly headings: readonly string[];
  /** Every id on the page: `text-what-we-ask`, `point-1`. */
  readonly ids: ReadonlySet<string>;
}

const known = new WeakMap<FrontMatterFile, Promise<TextAnchors>>();

/** The anchors of a text, read once from its HTML. `root` is the project's folder. */
export function textAnchors(root: string, source: FrontMatterFile): Promise<TextAnchors> {
  const anchors =
    known.get(source) ?? renderForIds(root, source).then((html) => toAnchors(html, source.file));
  known.set(source, anchors);
  return anchors;
}

function toAnchors(html: string, file: string): TextAnchors {
  const prefix = prefixOf(file);
  const found = Array.from(html.matchAll(WITH_ID), ([, name = '', id = '']) => ({ name, id: decode(id) }));
  const headings = found.filter(({ name, id }) => /^h[2-6]$/u.test(name) && id.startsWith(prefix));
  return {
    headings: headings.map(({ id }) => id.slice(prefix.length)),
    ids: new Set(found.map(({ id }) => id)),
  };
}

/** The renderer writes a `<` or `>` of words as an entity. */
const WITH_ID = /<([a-z][a-z0-9]*)\b[^<>]*?\sid="([^"]*)"/gu;

function decode(id: string): string {
  return id.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}
