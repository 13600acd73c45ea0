import { afterEach, describe, expect, it } from 'vitest';
import { checkContent, type Content } from '#campaigns/content.ts';
import { mistakesAt, withoutMistakes } from '#checking/concerned.ts';
import { makeContentFolder } from './content-folder.ts';

const CAMPAIGNS = 'content/campaigns';
const FOLDERS = ['clean-river', 'blue-river', 'Big River', 'privacy'];
const PAGES = [
  '/',
  '/es/',
  '/privacy/',
  '/es/privacy/',
  '/blue-river/',
  '/es/blue-river/',
  '/clean-river/',
  '/clean-river/thanks/',
  '/clean-river/via/friends/',
  '/clean-river/feed.xml',
  '/clean-river/updates/2026-01-first/',
  '/clean-river/updates/2026-02-second/',
  '/es/clean-river/',
  '/es/clean-river/thanks/',
  '/es/clean-river/updates/2026-01-first/',
  '/gone-river/',
];

/** The pages that a mistake in a file stands on. */
function pagesOf(file: string, content: Content | null): string[] {
  const mistake = { file, line: 1, column: 1, message: 'The text ends' };
  return PAGES.filter((page) => mistakesAt(page, [mistake], { content, folders: FOLDERS }).length > 0);
}

/** Of the site only what decides about addresses. */
const site = { defaultLocale: 'en', locales: ['en', 'es'] };
const content = { site, campaigns: [] } as unknown as Content;
const whole = PAGES.filter((page) => page.includes('clean-river'));

describe('a mistake', () => {
  it.each([
    ['in site.yaml', 'content/site.yaml', PAGES],
    ['of the whole folder', 'content', PAGES],
    ['in the facts', `${CAMPAIGNS}/clean-river/en.md`, whole],
    ['of a folder', `${CAMPAIGNS}/clean-river`, whole],
    ['in a picture', `${CAMPAIGNS}/clean-river/river.jpg`, whole],
    ['in a language that the site does not speak', `${CAMPAIGNS}/clean-river/fr.md`, whole],
    ['in a file that is not read', `${CAMPAIGNS}/clean-river/es.md.txt`, whole],
    ['in a translation', `${CAMPAIGNS}/clean-river/es.md`, whole.filter((page) => page.startsWith('/es/'))],
    [
      'in an update',
      `${CAMPAIGNS}/clean-river/updates/2026-01-first.en.md`,
      [
        '/clean-river/',
        '/clean-river/via/friends/',
        '/clean-river/feed.xml',
        '/clean-river/updates/2026-01-first/',
      ],
    ],
    [
      'in the translation of an update',
      `${CAMPAIGNS}/clean-river/updates/2026-01-first.es.md`,
      ['/es/clean-river/', '/es/clean-river/updates/2026-01-first/'],
    ],
    ['in the name of an update', `${CAMPAIGNS}/clean-river/updates/today.md`, whole],
    ['of a folder that is gone', `${CAMPAIGNS}/gone-river`, ['/', '/es/', '/gone-river/']],
    ['of a folder that is no slug', `${CAMPAIGNS}/Big River`, ['/', '/es/']],
    ['of a folder with an address of the site', `${CAMPAIGNS}/privacy`, ['/', '/es/']],
  ])('%s stands on its pages, and no other', (_what, file, pages) => {
    expect(pagesOf(file, content)).toEqual(pages);
  });

  it('of a campaign stands on its pages in every language that may be one, where the site cannot be read', () => {
    expect(pagesOf(`${CAMPAIGNS}/clean-river/es.md`, null)).toEqual(whole);
  });
});

describe('content without its mistakes', () => {
  const folder = makeContentFolder();
  afterEach(async () => (await folder).remove());

  it('lacks a broken campaign, translation or update, and nothing else', async () => {
    const { root, write } = await folder;
    const update = (title: string) => `---\ntitle: ${title}\n---\n\nNews.\n`;
    const es = '---\ntitle: Un río limpio\nsummary: Lo que pide.\n---\n\nEl texto.\n';
    await write(`${CAMPAIGNS}/clean-river/es.md`, es);
    await write(`${CAMPAIGNS}/clean-river/updates/2026-01-first.en.md`, update('First'));
    await write(`${CAMPAIGNS}/clean-river/updates/2026-01-first.es.md`, update('Primera'));
    const { content, mistakes } = await checkContent(root);
    if (content === null) throw new TypeError(mistakes.map(({ message }) => message).join());
    const left = (file: string) => {
      const mistake = { file: `${CAMPAIGNS}/clean-river/${file}`, line: 1, column: 1, message: '' };
      return withoutMistakes(content, [mistake]).campaigns.map(({ texts, updates }) => [
        texts.map(({ locale }) => locale),
        updates.map(({ texts }) => texts.map(({ locale }) => locale)),
      ]);
    };
    expect(left('en.md')).toEqual([]);
    expect(left('photo.jpg')).toEqual([]);
    expect(left('es.md')).toEqual([[['en'], [['en', 'es']]]]);
    expect(left('updates/2026-01-first.es.md')).toEqual([[['en', 'es'], [['en']]]]);
    expect(left('updates/2026-01-first.en.md')).toEqual([[['en', 'es'], [['es']]]]);
  });
});
