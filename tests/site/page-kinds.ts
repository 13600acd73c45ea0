import { attribute } from '#html/elements.ts';
import type { BuiltPage } from './built-site.ts';

/**
 * Chooses one page of each kind. Two pages are of one kind if their elements have the same names, classes,
 * roles and states. Such pages can have the same faults. Long runs look at every page.
 */
export function onePerKind(pages: readonly BuiltPage[]): BuiltPage[] {
  return [...new Map(pages.toReversed().map((page) => [kindOf(page), page])).values()].reverse();
}

function kindOf({ elements }: BuiltPage): string {
  const parts = elements.map((element) => {
    const of = (name: string) => attribute(element, name) ?? '';
    return [element.tagName, of('class'), of('role'), of('type'), of('data-state')].join(' ');
  });
  return [...new Set(parts)].sort().join('\n');
}
