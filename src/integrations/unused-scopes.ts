import postcss from 'postcss';
import { scopesIn } from './scope-marks.ts';

/** What a selector only excludes, or takes as one of several, says nothing of what it needs. */
const IN_BRACKETS = /\([^()]*\)/gu;

/**
 * Takes out the rules that no element of a site can meet. They belong to parts that no page shows, such as the bar to
 * a goal where no campaign has one. Astro gives a page the styles of all components that it may show. It
 * looks at the whole site, so all campaigns keep one sheet, and the policy one hash. `scopes` are those of all
 * elements.
 */
export function withoutUnusedScopes(scopes: ReadonlySet<string>): (sheet: string) => string {
  return (sheet) => withoutRules(sheet, scopes);
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
