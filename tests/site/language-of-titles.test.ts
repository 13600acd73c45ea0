import { expect, inject, it } from 'vitest';
import { readBuiltSite } from './built-site.ts';

const { pages } = await readBuiltSite(inject('sites').gallery);

// No white space comes between the quotation marks and the title.
it.each([
  ['/es/privacy/', 'es', /«<span lang="en">[^<]+<\/span>»/u],
  ['/ar/privacy/', 'en', /“<span lang="ar" dir="rtl">[^<]+<\/span>”/u],
])('a title in another language says so within the sentences of %s', (path, language, title) => {
  const html = pages.find((page) => page.path === path)?.html;
  expect(html).toContain(`<html lang="${language}"`);
  expect(html).toMatch(title);
});
