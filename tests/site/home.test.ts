import { describe, expect, inject, it } from 'vitest';
import { attribute, elementsOf, textOf } from '#html/elements.ts';
import { type BuiltPage, readBuiltSite, wordsOf } from './built-site.ts';

const gallery = await readBuiltSite(inject('sites').gallery);
const own = await readBuiltSite(inject('sites').own);

describe('the list of campaigns', () => {
  it.each([
    ['/', ''],
    ['/es/', '/es'],
  ])('has what can be signed first and what is over last: %s', (path, prefix) => {
    const links = elementsAt(gallery.pages, path)
      .filter(
        ({ tagName, parentNode }) =>
          tagName === 'a' && parentNode && 'tagName' in parentNode && parentNode.tagName === 'h3',
      )
      .map((link) => attribute(link, 'href'));
    const slugs = [
      'discreet',
      'everything',
      'goal-reached',
      'huge-number',
      'longest-words',
      'one-signature',
      'not-open-yet',
      'paused',
      'won',
      'closed',
      'closed-by-date',
    ];
    expect(links).toEqual(slugs.map((slug) => `${prefix}/${slug}/`));
  });

  it.each([
    ['/', ['Open for signing', 'Not open right now', 'Won', 'Closed']],
    ['/es/', ['Abiertas para firmar', 'Ahora no se pueden firmar', 'Ganadas', 'Cerradas']],
  ])('sets apart what was won: %s', (path, groups) => {
    const headings = elementsAt(gallery.pages, path).filter(({ tagName }) => tagName === 'h2');
    expect(headings.map(wordsOf)).toEqual(groups);
  });

  it('says of each campaign how to help, in a link that names it', () => {
    const elements = elementsAt(gallery.pages, '/');
    const words = (id: string) => {
      const element = elements.find((element) => attribute(element, 'id') === id);
      return element && wordsOf(element);
    };
    const names = elements
      .map((element) => attribute(element, 'aria-labelledby') ?? '')
      .filter((ids) => ids.startsWith('go-'))
      .map((ids) => ids.split(' ').map(words).join(' '));
    expect(names).toHaveLength(11);
    expect(names).toContain('Read and sign Keep the night bus running');
    expect(names).toContain('Read how it was won Drinking water in the old town');
    expect(names).toContain('Read it before it opens A midwife for the islands');
  });
});

describe('the home page of a site with one campaign', () => {
  it.each([
    ['/', 'Stop the raids on families seeking safety', 'Read and sign', '/stop-the-raids/'],
    [
      '/es/',
      'Alto a las redadas contra familias que buscan protección',
      'Leer y firmar',
      '/es/stop-the-raids/',
    ],
  ])('is that campaign’s door: %s', (path, title, words, href) => {
    const elements = elementsAt(own.pages, path);
    const headings = elements.filter(({ tagName }) => /^h\d$/u.test(tagName));
    expect(headings.map(wordsOf)).toEqual([title]);
    const buttons = elements.filter((element) => attribute(element, 'class')?.split(' ').includes('button'));
    expect(buttons.map((button) => attribute(button, 'href'))).toEqual([href]);
    // What it says once the campaign is over waits in it, hidden.
    const said = buttons
      .flatMap((button) => Array.from(elementsOf(button)))
      .filter((element) => attribute(element, 'hidden') === undefined);
    expect(said.map(textOf).join('').trim()).toBe(words);
    expect(elements.some(({ tagName }) => tagName === 'signature-count')).toBe(true);
  });
});

function elementsAt(pages: readonly BuiltPage[], path: string): BuiltPage['elements'] {
  const page = pages.find((page) => page.path === path);
  if (!page) throw new RangeError(`There is no page ${path}.`);
  return page.elements;
}
