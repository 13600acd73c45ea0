import { expect, it } from 'vitest';
import { linkFault } from '#domain/link.ts';
import { renderText } from '#markdown/render-text.ts';
import { splitFrontMatter } from '#source/front-matter.ts';

it.each([
  'https://río.example/informe',
  'https://münchen.example/',
  'https://النهر.example/',
  'https://川.example/a?b=ü#ñ',
])('a link to a site whose name has letters of its language stays a link: %s', async (address) => {
  expect(linkFault(address)).toBeNull();
  const source = splitFrontMatter(
    'content/campaigns/a/es.md',
    `---\ntitle: A\n---\n\nMira [el informe](${address}).\n`,
  );
  const [, href = ''] = /<a href="([^"]*)">el informe<\/a>/u.exec(await renderText('/nowhere', source)) ?? [];
  expect(URL.parse(href)?.href).toBe(URL.parse(address)?.href);
});
