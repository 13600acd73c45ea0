import { parseFragment } from 'parse5';
import { attribute, elementsOf } from '#html/elements.ts';
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
  const elements = Array.from(elementsOf(parseFragment(html)));
  const idsOf = (parts: typeof elements) => parts.flatMap((element) => attribute(element, 'id') ?? []);
  const headings = idsOf(elements.filter(({ tagName }) => /^h[2-6]$/u.test(tagName)));
  return {
    headings: headings.filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length)),
    ids: new Set(idsOf(elements)),
  };
}
