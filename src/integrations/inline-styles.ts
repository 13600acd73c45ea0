import { parse } from 'parse5';
import { elementsOf, textOf } from '#html/elements.ts';

/** A style element of a page. */
export interface InlineStyle {
  readonly text: string;
  /** Where the element stands in the page. */
  readonly start: number;
  readonly end: number;
}

/** The style elements of a page. The words of a campaign can hold `<style>` in an attribute: that is none. */
export function inlineStyles(page: string): readonly InlineStyle[] {
  return Array.from(elementsOf(parse(page, { sourceCodeLocationInfo: true }))).flatMap((element) => {
    const place = element.sourceCodeLocation;
    if (element.tagName !== 'style' || !place) return [];
    return { text: textOf(element), start: place.startOffset, end: place.endOffset };
  });
}

/** A page with markup in the place of each of its style elements. */
export function withStyles(page: string, markupFor: (text: string) => string): string {
  return inlineStyles(page).reduceRight(
    (whole, { text, start, end }) => whole.slice(0, start) + markupFor(text) + whole.slice(end),
    page,
  );
}
