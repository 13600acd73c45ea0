import { describe, expect, inject, it } from 'vitest';
import { attribute } from '#html/elements.ts';
import { readBuiltSite, wordsOf } from './built-site.ts';

const { pages } = await readBuiltSite(inject('sites').gallery);

it.each([
  // One line for all languages: a sentence is in the default language, an address in none.
  ['/es/privacy/', 'es', /qué protege allí tus datos:\s*<span lang="en">\s*The server stands in Iceland/u],
  ['/ar/privacy/', 'en', /Postal address:\s*<span dir="auto">\s*12 Harbour Street/u],
  // A line for each language.
  ['/ar/privacy/', 'en', /Data protection officer:\s*<span lang="ar" dir="rtl">/u],
  ['/es/privacy/', 'es', /Persona delegada de protección de datos:\s*<span>\s*Rita Lopes, en/u],
])('the organization’s own words say their language on %s', (path, language, words) => {
  const html = pages.find((page) => page.path === path)?.html;
  expect(html).toContain(`<html lang="${language}"`);
  expect(html).toMatch(words);
});

// No white space comes between the quotation marks and the title.
it.each([
  ['/es/privacy/', 'es', /«<span lang="en">[^<]+<\/span>»/u],
  ['/ar/privacy/', 'en', /“<span lang="ar" dir="rtl">[^<]+<\/span>”/u],
])('a title in another language says so within the sentences of %s', (path, language, title) => {
  const html = pages.find((page) => page.path === path)?.html;
  expect(html).toContain(`<html lang="${language}"`);
  expect(html).toMatch(title);
});

it('a translation without a text shows that of the original, marked as such', () => {
  const html = pages.find(({ path }) => path === '/es/one-signature/')?.html;
  expect(html).toMatch(/<h1[^>]*>\s*Un buzón en Mill Hill/u);
  expect(html).toMatch(/<div class="prose" lang="en"[^>]*><p>The words of the campaign stand here/u);
});

describe('a page in a language that its campaign has no words in', () => {
  it.each([
    ['/es/everything/', null],
    ['/everything/', null],
    // Its text is there, and its news is not.
    ['/ar/everything/', 'This text is not in Arabic yet: we show it in English.'],
    [
      '/es/huge-number/',
      'Este texto aún no está en español: lo mostramos en inglés. El formulario sí está en español.',
    ],
    [
      '/es/one-signature/',
      'Este texto aún no está en español: lo mostramos en inglés. El formulario sí está en español.',
    ],
    ['/es/won/', 'Este texto aún no está en español: lo mostramos en inglés.'],
    ['/ar/won/', 'This text is not in Arabic yet: we show it in English.'],
    [
      '/es/discreet/updates/2026-05-02-hearing/',
      'Este texto aún no está en español: lo mostramos en inglés.',
    ],
    ['/es/everything/updates/2026-04-22-council/', null],
  ])('says so in one sentence of that language: %s', (path, sentence) => {
    const page = pages.find((page) => page.path === path);
    const notes = page?.elements.filter((element) => attribute(element, 'class')?.includes('note-language'));
    expect(notes?.map(wordsOf)).toEqual(sentence === null ? [] : [sentence]);
  });
});
