import { describe, expect, inject, it } from 'vitest';
import { attribute, type Element, textOf } from '#html/elements.ts';
import { type BuiltPage, readBuiltSite, withAttribute } from './built-site.ts';

describe.each(Object.entries(inject('sites')))('every page of the site "%s"', async (_name, root) => {
  const { pages } = await readBuiltSite(root);

  it('says the language of its own words, English where a language has none', () => {
    for (const { path, elements } of pages) {
      const html = elements.find(({ tagName }) => tagName === 'html');
      expect(html && attribute(html, 'lang'), path).toBe(path.startsWith('/es/') ? 'es' : 'en');
      expect(html && attribute(html, 'dir'), path).toBe('ltr');
    }
  });

  it('has one title, one heading of the first level and one main part', () => {
    for (const { path, elements } of pages) {
      const count = (name: string) => elements.filter(({ tagName }) => tagName === name).length;
      // An icon may have its own title.
      const titles = elements.filter((element) => element.tagName === 'title' && !isInSvg(element));
      expect(
        titles.map(textOf).filter((title) => title.trim().length > 3),
        path,
      ).toHaveLength(1);
      expect([count('h1'), count('main')], path).toEqual([1, 1]);
    }
  });

  it('ends no sentence twice, and begins none after a comma', () => {
    for (const { path, html } of pages) {
      const words = html
        .replaceAll(/<(script|style|pre)\b[\s\S]*?<\/\1>/gu, ' ')
        .replaceAll(/<\/?(?:span|strong|b|a|time|bdi)\b[^>]*>/gu, '')
        .replaceAll(/<[^>]*>/gu, '\n');
      expect(words.match(/.*(?:[.?!]\s*\.(?![.\w])|, As of).*/gu), path).toBeNull();
    }
  });

  it('describes itself, or says nothing of a discreet campaign', () => {
    for (const page of pages) {
      const description = descriptionOf(page);
      if (page.path.includes('/discreet/')) {
        expect(description, page.path).toBe('');
        expect(page.html.split('</head>')[0], page.path).not.toMatch(/courthouse|the court|committee/iu);
      } else {
        expect(description.length, page.path).toBeGreaterThan(10);
      }
    }
  });

  it('gives each id once', () => {
    for (const page of pages) {
      const ids = withAttribute(page, 'id').map(({ value }) => value);
      expect(ids, page.path).toEqual(Array.from(new Set(ids)));
    }
  });

  it('leads first past the navigation, then out', () => {
    for (const page of pages) {
      const [first, second] = page.elements.filter(takesFocus);
      expect(first && attribute(first, 'href'), page.path).toBe('#main');
      expect(second && attribute(second, 'data-exit'), page.path).toBe('');
      expect(second && attribute(second, 'href'), page.path).toMatch(
        /^https:\/\/(?:www\.weather\.gov|weather\.example)\/$/u,
      );
      expect(second && attribute(second, 'target'), page.path).toBeUndefined();
    }
  });

  it('holds no script, style or handler between its words, and nobody’s mail address', () => {
    for (const page of pages) {
      expect(withAttribute(page, 'style'), page.path).toEqual([]);
      expect(
        page.elements.flatMap(({ attrs }) => attrs.filter(({ name }) => name.startsWith('on'))),
        page.path,
      ).toEqual([]);
      expect(page.html, page.path).not.toMatch(/mailto:|javascript:/iu);
      expect(
        page.elements.filter(({ tagName }) => ['iframe', 'object', 'embed', 'base'].includes(tagName)),
        page.path,
      ).toEqual([]);
    }
  });
});

it('no two pages of the site call themselves the same', async () => {
  const { pages } = await readBuiltSite(inject('sites').own);
  const words = pages.map((page) => `${titleOf(page)}: ${descriptionOf(page)}`);
  expect(words).toEqual(Array.from(new Set(words)));
});

function descriptionOf({ elements }: BuiltPage): string {
  const description = elements.find((element) => attribute(element, 'name') === 'description');
  return (description && attribute(description, 'content')) ?? '';
}

function titleOf({ elements }: BuiltPage): string {
  const title = elements.find(({ tagName }) => tagName === 'title');
  return title ? textOf(title) : '';
}

function isInSvg(element: Element): boolean {
  const parent = element.parentNode;
  return parent !== null && 'tagName' in parent && parent.tagName !== 'head';
}

function takesFocus(element: Element): boolean {
  const tabindex = attribute(element, 'tabindex');
  if (tabindex !== undefined) return Number(tabindex) >= 0;
  const type = attribute(element, 'type');
  return (
    (element.tagName === 'a' && attribute(element, 'href') !== undefined) ||
    ['button', 'select', 'textarea', 'summary'].includes(element.tagName) ||
    (element.tagName === 'input' && type !== 'hidden')
  );
}

it.each([
  ['/longest-words/', 'Each signature is confirmed by email.'],
  ['/discreet/', 'One signature per email address. We do not check the addresses.'],
  ['/not-open-yet/', 'One signature per email address.'],
  ['/one-signature/', 'Gathered on paper or by partners, with source and date.'],
  ['/everything/', 'We do not check the addresses.'],
  ['/es/everything/', 'No comprobamos los correos.'],
])('what the number of %s stands for is said beside it', async (path, words) => {
  const { pages } = await readBuiltSite(inject('sites').gallery);
  expect(pages.find((page) => page.path === path)?.html).toContain(words);
});
