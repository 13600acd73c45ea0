import { type DefaultTreeAdapterTypes, parseFragment, serialize } from 'parse5';
import { decoded } from '#domain/link.ts';
import { attribute, elementsOf } from '#html/elements.ts';

/** A campaign's page in one language: its path, and the HTML of its text. */
export interface CampaignPage {
  readonly path: string;
  readonly html: string;
}

/**
 * An update in which every `#anchor` leads somewhere, on every page and in the feed. What is no heading of the
 * update leads to the first of its campaign's `pages` that has such a heading. An update that is not
 * translated may name a heading of another language. What no text has is a part of the page, such as `#sign`.
 */
export function toCampaignAnchors(html: string, pages: readonly CampaignPage[]): string {
  const fragment = parseFragment(html);
  const own = idsOf(fragment);
  const idsOfPages = pages.map(({ html }) => onceOnly(() => idsOf(parseFragment(html))));
  for (const element of elementsOf(fragment)) {
    const href = attribute(element, 'href');
    if (!href?.startsWith('#') || own.has(href.slice(1))) continue;
    const id = decoded(href.slice(1)) ?? '';
    if (own.has(id)) continue;
    const page = pages.find((_, index) => idsOfPages[index]?.().has(`text-${id}`));
    const address = page ? `${page.path}#text-${id}` : `${pages[0]?.path ?? ''}#${id}`;
    for (const attr of element.attrs) if (attr.name === 'href') attr.value = address;
  }
  return serialize(fragment);
}

/** Few updates lead to their campaign's page, so most pages need not be parsed. */
function onceOnly<Value>(work: () => Value): () => Value {
  let known: { readonly value: Value } | undefined;
  return () => (known ??= { value: work() }).value;
}

function idsOf(fragment: DefaultTreeAdapterTypes.DocumentFragment): ReadonlySet<string> {
  return new Set(Array.from(elementsOf(fragment), (element) => attribute(element, 'id') ?? ''));
}
