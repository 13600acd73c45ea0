import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { attribute, textOf } from '#html/elements.ts';
import { type BuiltPage, readBuiltSite, withAttribute, wordsOf } from './built-site.ts';
import { headersFor, readHeaderRules } from './header-rules.ts';
import { complaintsAbout } from './validator.ts';

const { root, asked } = inject('preview');
const preview = await readBuiltSite(root);
const gallery = await readBuiltSite(inject('sites').gallery);
const pages = preview.pages.filter(({ path }) => path.includes('/secret-draft/'));

const SPANISH = /^\/es\//u;

/** The paths of a campaign's files below its own address, without the names of its partners and updates. */
function kindsOf(paths: Iterable<string>, slug: string): string[] {
  const own = Array.from(paths).filter((path) => path.split('/').includes(slug));
  const kinds = own.map((path) => path.replace(slug, '').replace(/(via|updates)\/[^/]+\/$/u, '$1/'));
  return [...new Set(kinds)].sort();
}

function headingOf({ elements }: BuiltPage): string {
  const titles = elements.filter(({ tagName }) => tagName === 'h3').map(wordsOf);
  return titles.find((title) => /nobody may know of|nadie debe conocer/u.test(title)) ?? '';
}

describe('a draft in a preview', () => {
  it('has every page and file that a published campaign has', () => {
    const published = kindsOf(preview.paths, 'everything');
    expect(published.length).toBeGreaterThan(30);
    expect(kindsOf(preview.paths, 'secret-draft')).toEqual(published);
  });

  it('says on each page what it is and how it is published, in the language of the page', () => {
    for (const { path, elements } of pages) {
      const [aside] = elements.filter(({ tagName }) => tagName === 'aside');
      const words = SPANISH.test(path)
        ? 'Borrador: solo se ve en esta vista previa. Para publicarlo, cambia status a active.'
        : 'Draft: only this preview shows it. Set status to active to publish it.';
      expect(aside && wordsOf(aside), path).toContain(words);
      const title = elements.find(({ tagName }) => tagName === 'title');
      expect(title && textOf(title), path).toMatch(SPANISH.test(path) ? /^Borrador: /u : /^Draft: /u);
    }
  });

  it('is said nowhere to be a draft that is none', () => {
    const others = preview.pages.filter(({ path }) => !pages.some((page) => page.path === path));
    const wrong = others.filter(({ html }) => /only this preview|<title>(?:Draft|Borrador)/u.test(html));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it.each([
    ['/', 'Draft: A campaign that nobody may know of yet'],
    ['/es/', 'Borrador: Una campaña que nadie debe conocer aún'],
  ])('is listed last, with the word before its title: %s', (path, heading) => {
    const home = preview.pages.find((page) => page.path === path);
    expect(home && headingOf(home)).toBe(heading);
    const titles = home?.elements.filter(({ tagName }) => tagName === 'h3').map(wordsOf) ?? [];
    expect(titles).toHaveLength(3);
    expect(titles.at(-1)).toContain(heading.split(': ')[1]);
  });

  it('marks its feed too', async () => {
    const feed = await readFile(join(preview.dist, 'es/secret-draft/feed.xml'), 'utf8');
    expect(feed).toContain('<title>Borrador: Una campaña que nadie debe conocer aún</title>');
  });

  it('takes no signature and no address for news, though the preview takes tries', () => {
    const formsOn = (slug: string) =>
      preview.pages
        .filter(({ path }) => path.includes(`/${slug}/`))
        .flatMap(({ elements }) => elements)
        .filter((element) => ['sign', 'news'].includes(attribute(element, 'id') ?? ''))
        .filter(({ tagName }) => tagName === 'form').length;
    expect([formsOn('everything') > 10, formsOn('secret-draft')]).toEqual([true, 0]);
    const page = pages.find(({ path }) => path === '/secret-draft/');
    const notice = page?.elements.find((element) => attribute(element, 'id') === 'sign');
    expect(notice && wordsOf(notice)).toContain('Signing begins with status: active.');
  });

  it('has no number, says so, and asks nobody for one', () => {
    for (const page of pages) {
      const asking = ['src', 'href', 'data-count']
        .flatMap((name) => withAttribute(page, name))
        .filter(({ value }) => value.startsWith('/api/') && value !== '/api/campaigns');
      expect(
        asking.map(({ value }) => value),
        page.path,
      ).toEqual([]);
    }
    const count = pages.find(({ path }) => path === '/secret-draft/count/')?.html;
    expect(count).toContain('There is no curve yet.');
    expect(count).toContain('its addresses answer once it is published');
    expect(count).not.toMatch(/this copy of the page|live one/iu);
  });

  it('shows the number that is on paper', () => {
    const page = pages.find(({ path }) => path === '/secret-draft/');
    const number = page?.elements.find((element) => attribute(element, 'data-slot') === 'number');
    expect(number && textOf(number)).toBe('31');
  });

  it('asks the live site for nothing while it is built', () => {
    expect([...asked].sort()).toEqual(['everything', 'goal-reached']);
  });

  it.each(pages)('is valid HTML: $path', async ({ html }) => {
    expect(await complaintsAbout(html)).toEqual([]);
  });

  it('leads nowhere where nothing is', () => {
    for (const page of pages) {
      const own = withAttribute(page, 'href').map(({ value }) => value.replace(/#.*$/u, ''));
      const dead = own.filter((path) => /^\/(?!api\/|_astro\/)/u.test(path) && !preview.paths.has(path));
      expect(dead, page.path).toEqual([]);
    }
  });

  it('is led to from its former addresses', async () => {
    expect(await readFile(join(preview.dist, '_redirects'), 'utf8')).toContain(
      '/es/secret-past/* /es/secret-draft/:splat 301',
    );
  });

  it('is not at the desk, and in no statement about data', () => {
    const unconcerned = ['/organizers/', '/privacy/', '/es/privacy/', '/privacy/threats/', '/safety/'];
    for (const path of unconcerned) {
      const page = preview.pages.find((page) => page.path === path);
      expect(page?.html, path).not.toMatch(/secret-|nobody may know of|nadie debe conocer/u);
    }
  });
});

describe('a preview', () => {
  it('is built without any secret, and says so of itself on every page', () => {
    expect(preview.pages.length).toBeGreaterThan(80);
    for (const { path, html } of preview.pages) {
      const words = SPANISH.test(path)
        ? 'Esta es una vista previa del sitio'
        : 'This is a preview of the site';
      expect(html, path).toContain(words);
    }
  });

  it('is not indexed: no page, no file', async () => {
    const rules = await readHeaderRules(preview.dist);
    for (const path of preview.paths) expect(headersFor(rules, path)['x-robots-tag'], path).toBe('noindex');
    for (const { path, html } of preview.pages) {
      expect(html, path).toContain('<meta name="robots" content="noindex">');
      expect(html, path).not.toMatch(/rel="canonical"|property="og:/u);
    }
    expect(Array.from(preview.paths).filter((path) => /sitemap/u.test(path))).toEqual([]);
  });
});

describe('a built site that is no preview', () => {
  it('says of nothing that it is a draft', () => {
    const marked = gallery.pages.filter(({ html }) => /only this preview shows|>Draft[:<]/u.test(html));
    expect(marked.map(({ path }) => path)).toEqual([]);
  });
});
