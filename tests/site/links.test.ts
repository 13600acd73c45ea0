import { describe, expect, inject, it } from 'vitest';
import { CAMPAIGNS_PATH } from '#domain/api-paths.ts';
import { attribute, type Element } from '#html/elements.ts';
import { type BuiltPage, type BuiltSite, readBuiltSite, withAttribute } from './built-site.ts';

/** Attributes that contain an address. */
const ADDRESSES = [
  'href',
  'src',
  'action',
  'formaction',
  'poster',
  'data-url',
  'data-thanks',
  'data-pending',
  'data-path',
];

/** The addresses of the functions. */
const ENDPOINT =
  /^\/api\/campaigns\/[a-z0-9-]+\/(?:signatures|count|series|corrections|badge\.svg|confirmations|news|withdrawals|withdrawal-mails)$/u;

describe.each(Object.entries(inject('sites')))('links of the site "%s"', async (_name, root) => {
  const site = await readBuiltSite(root);
  const origin = originOf(site);

  it.each(site.pages)('lead somewhere: $path', (page) => {
    const dead = linksOf(page, origin).filter(
      ({ url }) => url.origin === origin && !resolves(url, page, site),
    );
    expect(dead.map(({ value }) => value)).toEqual([]);
  });

  it.each(site.pages)('are the only thing that knows other sites: $path', (page) => {
    const foreign = linksOf(page, origin).filter(({ url }) => url.origin !== origin);
    const asked = foreign.filter(({ element }) => element.tagName !== 'a');
    expect(asked.map(({ value }) => value)).toEqual([]);
    for (const { element, url } of foreign) {
      expect(url.protocol, url.href).toBe('https:');
      expect(attribute(element, 'target'), url.href).toBeUndefined();
    }
    const loaded = withAttribute(page, 'srcset').concat(withAttribute(page, 'http-equiv'));
    expect(loaded.filter(({ value }) => /\/\/|refresh/iu.test(value))).toEqual([]);
  });

  it('name themselves to search engines and to each other, and the campaign on the pages of its partners', () => {
    const unnamed: string[] = [];
    for (const page of site.pages) {
      const own = page.path.replace(/via\/[^/]+\/$/u, '');
      const canonical = page.elements.find((element) => attribute(element, 'rel') === 'canonical');
      if (canonical) expect(attribute(canonical, 'href'), page.path).toBe(new URL(own, origin).href);
      else if (!isUnlisted(page)) unnamed.push(page.path);
    }
    expect(unnamed).toEqual([]);
    expect(site.pages.every(isUnlisted)).toBe(false);
  });
});

function isUnlisted({ elements }: BuiltPage): boolean {
  const robots = elements.find((element) => attribute(element, 'name') === 'robots');
  return robots !== undefined && attribute(robots, 'content') === 'noindex';
}

function linksOf(page: BuiltPage, origin: string): { element: Element; value: string; url: URL }[] {
  const base = new URL(page.path, origin);
  return ADDRESSES.flatMap((name) => withAttribute(page, name)).map(({ element, value }) => ({
    element,
    value,
    url: new URL(value, base),
  }));
}

function resolves({ pathname, hash }: URL, page: BuiltPage, { pages, paths }: BuiltSite): boolean {
  if (ENDPOINT.test(pathname) || pathname === CAMPAIGNS_PATH) return true;
  if (!paths.has(pathname)) return false;
  if (hash === '') return true;
  const target = pathname === page.path ? page : pages.find(({ path }) => path === pathname);
  return target !== undefined && withAttribute(target, 'id').some(({ value }) => `#${value}` === hash);
}

/** The origin that a site names as its own. */
function originOf({ pages }: BuiltSite): string {
  const home = pages.find(({ path }) => path === '/');
  const canonical = home?.elements.find((element) => attribute(element, 'rel') === 'canonical');
  return new URL((canonical && attribute(canonical, 'href')) ?? '').origin;
}
