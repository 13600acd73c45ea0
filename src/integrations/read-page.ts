import { parse } from 'parse5';
import { attribute, elementsOf, textOf } from '#html/elements.ts';
import { foreignCode } from './foreign-code.ts';
import { attributeScope, scopesIn } from './scope-marks.ts';

/** A style element of a page. */
export interface InlineStyle {
  readonly text: string;
  /** Where the element stands in the page. */
  readonly start: number;
  readonly end: number;
}

/** All that a build needs to know of a page as Astro wrote it. */
export interface ReadPage {
  readonly styles: readonly InlineStyle[];
  /** The scopes of its elements, from names of attributes and from classes. */
  readonly scopes: readonly string[];
  /** Those from names of attributes alone. */
  readonly attributeScopes: readonly string[];
  /** The elements with code that our build never writes. */
  readonly foreign: readonly string[];
  /** The page's canonical address; `null` for a page that search engines must not list. */
  readonly canonical: string | null;
  /** The page's addresses by language, from its head. */
  readonly alternates: readonly { readonly lang: string; readonly url: string }[];
}

/**
 * Parses a page, once for all that read it. Parsing was most of what a build did after its pages were made (decision
 * 0061). The words of a campaign can hold `<style>` in an attribute: that is none.
 */
export function readPage(html: string): ReadPage {
  const styles: InlineStyle[] = [];
  const scopes = new Set<string>();
  const attributeScopes = new Set<string>();
  const foreign: string[] = [];
  const alternates: { lang: string; url: string }[] = [];
  let canonical: string | null = null;
  for (const element of elementsOf(parse(html, { sourceCodeLocationInfo: true }))) {
    for (const { name, value } of element.attrs) {
      for (const scope of scopesIn(name === 'class' ? value : name)) scopes.add(scope);
      const scope = attributeScope(name);
      if (scope !== null) attributeScopes.add(scope);
    }
    const code = foreignCode(element);
    if (code !== null) foreign.push(code);
    const place = element.sourceCodeLocation;
    if (element.tagName === 'style' && place) {
      styles.push({ text: textOf(element), start: place.startOffset, end: place.endOffset });
    }
    if (element.tagName !== 'link') continue;
    const url = copied(attribute(element, 'href') ?? '');
    const lang = attribute(element, 'hreflang');
    if (attribute(element, 'rel') === 'canonical') canonical = url;
    if (lang !== undefined) alternates.push({ lang: copied(lang), url });
  }
  const [all, named] = [Array.from(scopes), Array.from(attributeScopes)];
  return { styles, scopes: all, attributeScopes: named, foreign, canonical, alternates };
}

/** A part of a string keeps the whole in memory (V8). A copy of it does not keep its page. */
function copied(text: string): string {
  return structuredClone(text);
}

/** A page with a tag in the place of each of its styles, and with the markup between them changed. */
export function rewritten(
  html: string,
  styles: readonly InlineStyle[],
  tags: readonly string[],
  change: (markup: string) => string,
): string {
  let from = 0;
  let page = '';
  for (const [index, { start, end }] of styles.entries()) {
    page += change(html.slice(from, start)) + (tags[index] ?? '');
    from = end;
  }
  return page + change(html.slice(from));
}
