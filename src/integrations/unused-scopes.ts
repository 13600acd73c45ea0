import { parse } from 'parse5';
import postcss from 'postcss';
import { elementsOf } from '#html/elements.ts';
import { withStyles } from './inline-styles.ts';

/** Astro's mark of a scope, at an element and in a rule. It is a class where an element takes any attributes. */
const MARK = /(?:data-astro-cid-|(?<![\w-])astro-)([a-z0-9]{8})(?![\w-])/gu;

/** What a selector only excludes, or takes as one of several, says nothing of what it needs. */
const IN_BRACKETS = /\([^()]*\)/gu;

/**
 * Takes out the rules that no element of a site can meet. They belong to parts that no page shows, such as the bar to
 * a goal where no campaign has one. Astro gives a page the styles of all components that it may show. It
 * looks at the whole site, so all campaigns keep one sheet, and the policy one hash.
 */
export function withoutUnusedScopes(pages: readonly string[]): (page: string) => string {
  const used = new Set(pages.flatMap(scopesOfElements));
  const lean = new Map<string, string>();
  return (page) =>
    withStyles(page, (sheet) => {
      const known = lean.get(sheet) ?? withoutRules(sheet, used);
      lean.set(sheet, known);
      return `<style>${known}</style>`;
    });
}

function scopesOfElements(page: string): string[] {
  return Array.from(elementsOf(parse(page))).flatMap(({ attrs }) =>
    attrs.flatMap(({ name, value }) => scopesIn(name === 'class' ? value : name)),
  );
}

function scopesIn(text: string): string[] {
  return Array.from(text.matchAll(MARK), ([, scope = '']) => scope);
}

function withoutRules(sheet: string, used: ReadonlySet<string>): string {
  const root = postcss.parse(sheet);
  root.walkRules((rule) => {
    const met = rule.selectors.filter((selector) =>
      scopesIn(selector.replaceAll(IN_BRACKETS, '')).every((scope) => used.has(scope)),
    );
    if (met.length === 0) rule.remove();
    else if (met.length < rule.selectors.length) rule.selectors = met;
  });
  root.walkAtRules('media', (media) => {
    if (media.nodes?.length === 0) media.remove();
  });
  return root.toString();
}
