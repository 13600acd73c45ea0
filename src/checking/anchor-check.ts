import { decoded } from '#domain/link.ts';
import { nearest, plainWord } from '#domain/nearest.ts';
import { textAnchors } from '#markdown/text-anchors.ts';
import type { FrontMatterFile } from '#source/front-matter.ts';
import { pageAnchors } from './page-anchors.ts';
import { type Addresses, addressAt, pathOf } from './path-check.ts';
import { shownText, type TextPlace } from './text-place.ts';

/**
 * What is wrong with the `#anchor` of a link, to be added behind its address. `null` if the page has such a
 * place, or the link has no anchor.
 */
export async function anchorFault(
  address: string,
  place: TextPlace,
  addresses: Addresses,
  root: string,
): Promise<string | null> {
  const at = address.indexOf('#');
  if (at < 0) return null;
  const anchor = decoded(address.slice(at + 1)) ?? '';
  if (anchor === '')
    return ', which is no place: write the words of a heading behind the #, such as #what-we-ask';
  return at === 0
    ? ownFault(anchor, place, addresses, root)
    : otherFault(address.slice(0, at), anchor, { addresses, root });
}

/** `#what-we-ask` is a heading by its words. `#point-1` is a demand, and `#sign` a part of the page. */
async function ownFault(
  anchor: string,
  place: TextPlace,
  addresses: Addresses,
  root: string,
): Promise<string | null> {
  const own = await textAnchors(root, place.source);
  if (own.headings.includes(anchor) || own.ids.has(anchor)) return null;
  const written = [place.source];
  const headings = [...own.headings];
  const ids = new Set(own.ids);
  const { content } = addresses;
  if (place.isUpdate && place.campaign) {
    // What an update does not have leads to the text of its campaign.
    for (const locale of [place.locale, content.site.defaultLocale]) {
      const shown = shownText(place, locale, content);
      written.push(shown);
      const text = await textAnchors(root, shown);
      headings.push(...text.headings);
      for (const id of text.ids) ids.add(id);
    }
  }
  const page = addressAt(place.page, addresses);
  const frame = page ? await pageAnchors(root, page, content.site) : null;
  // Nobody knows the page of a campaign that cannot be read.
  if (frame === null || page?.kind !== 'campaign')
    return headings.includes(anchor) || ids.has(anchor) || written.some((source) => isMeant(anchor, source))
      ? null
      : guess(anchor, headings, true);
  if ([headings, [...ids], [...frame.has], [...frame.mayHave]].some((names) => names.includes(anchor)))
    return null;
  if (written.some((source) => isMeant(anchor, source)) && !headings.includes(anchor))
    return nearHeading(anchor, headings);
  const points = [...ids].filter((id) => id.startsWith('point-'));
  return guess(anchor, [...headings, ...points, 'sign'], false);
}

/** True for a heading that is told of already, because a space is missing in it. */
function isMeant(anchor: string, source: FrontMatterFile): boolean {
  const meant = headingLike.get(source) ?? new Set(headingLikeIn(source.body));
  headingLike.set(source, meant);
  return meant.has(plainWord(anchor));
}

/** The lines of each text that begin as headings do. */
const headingLike = new WeakMap<FrontMatterFile, ReadonlySet<string>>();

function headingLikeIn(body: string): string[] {
  return Array.from(body.matchAll(/^[\s\u00A0]*[#＃]+(.+)$/gmu), ([, words = '']) => plainWord(words));
}

/** The right heading where only its spelling differs. */
function nearHeading(anchor: string, headings: readonly string[]): string | null {
  const same = headings.find((heading) => plainWord(heading) === plainWord(anchor));
  return same === undefined ? null : `, and the page has no such place: write #${same}`;
}

function guess(anchor: string, names: readonly string[], isUnsure: boolean): string | null {
  const near = nearest(anchor, [...new Set(names)]);
  if (near !== null) return `, and the page has no such place: write #${near}`;
  if (isUnsure) return null;
  const headings = [...new Set(names)].slice(0, 4).map((name) => `#${name}`);
  return `, and the page has no such place: write one of its own, such as ${headings.join(', ')}`;
}

/** `/clean-river/#text-what-we-ask` is an id of that page, letter by letter. */
async function otherFault(
  before: string,
  anchor: string,
  { addresses, root }: { readonly addresses: Addresses; readonly root: string },
): Promise<string | null> {
  const page = addressAt(pathOf(before), addresses);
  if (page === null || page.kind === 'file' || page.kind === 'threats') return null;
  const { has, mayHave } = await pageAnchors(root, page, addresses.content.site);
  if (has.has(anchor) || mayHave.has(anchor)) return null;
  const names = [...has];
  const prefixed = ['text-', 'news-'].map((prefix) => prefix + anchor).find((id) => has.has(id));
  const plain = names.map((id) => id.replace(/^(?:text|news)-/u, ''));
  const near = nearest(anchor.replace(/^(?:text|news)-/u, ''), [...new Set(plain)]);
  const right = prefixed ?? names.find((id) => id.replace(/^(?:text|news)-/u, '') === near);
  return `, and that page has no such place: write ${right === undefined ? before : `${before}#${right}`}`;
}
