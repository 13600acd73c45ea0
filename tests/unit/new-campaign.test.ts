import fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'prettier';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseCampaign } from '#campaigns/campaign-file.ts';
import { toCampaignText } from '#campaigns/campaign-template.ts';
import { checkContent } from '#campaigns/content.ts';
import { type ScaffoldResult, newCampaign, newTranslation } from '#campaigns/new-campaign.ts';
import { languageNeeds } from '#campaigns/new-language.ts';
import { readSite } from '#campaigns/site-file.ts';
import { FACTS, WordsSchema } from '#domain/campaign-schema.ts';
import { splitFrontMatter } from '#source/front-matter.ts';
import { type ContentFolder, makeSiteFolder } from './content-folder.ts';

let folder: ContentFolder;

beforeEach(async () => {
  folder = await makeSiteFolder();
});

afterEach(() => folder.remove());

const write = (path: string, text: string) => folder.write(path, text);
const read = (path: string) => readFile(join(folder.root, path), 'utf8');
const make = async (slug: string) => newCampaign(folder.root, slug, await readSite(folder.root));
const translate = async (slug: string, locale: string) =>
  newTranslation(folder.root, slug, locale, await readSite(folder.root));

/** True for a refusal whose reason contains the words. */
const refusing = (words: string) => (made: ScaffoldResult) =>
  made.kind === 'refused' && made.why.includes(words);

describe('a new campaign', () => {
  it('is a draft without mistakes', async () => {
    expect(await make('clean-river')).toEqual({
      kind: 'written',
      file: 'content/campaigns/clean-river/en.md',
    });
    const { content, mistakes } = await checkContent(folder.root);
    expect(mistakes).toEqual([]);
    expect(content?.campaigns).toMatchObject([
      { campaign: { slug: 'clean-river', status: 'draft' }, texts: [{ words: { title: 'Clean river' } }] },
    ]);
  });

  it('explains every fact there is', async () => {
    await make('clean-river');
    const text = await read('content/campaigns/clean-river/en.md');
    for (const fact of FACTS)
      expect(text, fact).toMatch(new RegExp(`^#(?! ?${fact}:).+\\n(?:#.+\\n)*(?:# )?${fact}:`, 'mu'));
  });

  it('is right with every example it gives', async () => {
    await make('clean-river');
    const text = await read('content/campaigns/clean-river/en.md');
    const [front = '', ...body] = text.split('\n---\n');
    const example = new RegExp(`^# (?=(?:${[...FACTS, 'callToAction'].join('|')}):|  - )`, 'gmu');
    const examples = front.replaceAll(example, '').replace('status: draft', 'status: active');
    await write('content/campaigns/clean-river/en.md', [examples, ...body].join('\n---\n'));
    const { content, mistakes } = await checkContent(folder.root);
    expect(mistakes).toEqual([]);
    expect(content?.campaigns[0]?.campaign).toMatchObject({
      goal: 500,
      elsewhere: [{ count: 120 }],
      corrections: [{ count: -3 }],
    });
  });

  it.each(['Clean River', 'río', '../x', '', '-a', 'a'.repeat(61)])(
    'is refused under the name %j',
    async (slug) => {
      expect(await make(slug)).toSatisfy(refusing('clean-river'));
    },
  );

  it('is refused under a former name of another campaign', async () => {
    await make('clean-river');
    const file = 'content/campaigns/clean-river/en.md';
    await write(file, (await read(file)).replace('# formerly: ', 'formerly: '));
    expect(await make('muddy-river')).toSatisfy(refusing('former slug of clean-river'));
  });

  it.each(['privacy', 'organizers', 'api', 'es'])(
    'is refused under an address of the site, %s',
    async (slug) => {
      expect(await make(slug)).toSatisfy(refusing('address of the site'));
    },
  );

  it('overwrites nothing', async () => {
    await write('content/campaigns/clean-river/es.md', 'mine');
    expect(await make('clean-river')).toMatchObject({ kind: 'refused' });
    expect(await read('content/campaigns/clean-river/es.md')).toBe('mine');
  });
});

describe('a translation', () => {
  beforeEach(() => make('clean-river'));

  it('starts empty, and counts as missing', async () => {
    const file = 'content/campaigns/clean-river/es.md';
    expect(await translate('clean-river', 'es')).toEqual({ kind: 'written', file });
    const { content, mistakes } = await checkContent(folder.root);
    expect(mistakes).toEqual([]);
    expect(content?.campaigns[0]?.texts.map(({ locale }) => locale)).toEqual(['en']);
  });

  it('shows all words of the original beside the lines, as comments', async () => {
    const original = `---
status: active
title: "A clean river: give it back"
summary: >
  What it asks for,
  in two lines.
callToAction: "# 1: sign"
target: The council
goal: 500
---

The first --- paragraph.

---

- A list, \`code\`
`;
    await write('content/campaigns/clean-river/en.md', original);
    await translate('clean-river', 'es');
    const text = await read('content/campaigns/clean-river/es.md');
    for (const line of [
      '# en: A clean river: give it back\ntitle:\n',
      '# en: What it asks for, in two lines.\n',
      '# en: # 1: sign\ncallToAction:\n',
      '# en: The council\ntarget:\n',
      '#\n# The first --- paragraph.\n#\n# ---\n#\n# - A list, `code`\n---\n',
    ])
      expect(text, line).toContain(line);
    expect(text).not.toContain('500');
    expect((await checkContent(folder.root)).content?.campaigns[0]?.texts).toHaveLength(1);
  });

  it('is complete when each line and the text are filled in', async () => {
    await translate('clean-river', 'es');
    const file = 'content/campaigns/clean-river/es.md';
    const filled = (await read(file)).replace('title:\n', 'title: Un río limpio\n');
    await write(file, `${filled}\nEl texto.\n`);
    expect(await folder.mistakes()).toEqual([expect.stringMatching(/es\.md:\d+:1  `summary` /u)]);
    await write(file, `${filled.replace('summary:\n', 'summary: Lo que pide.\n')}\nEl texto.\n`);
    const { content, mistakes } = await checkContent(folder.root);
    expect(mistakes).toEqual([]);
    expect(content?.campaigns[0]?.texts[1]).toMatchObject({
      locale: 'es',
      words: { title: 'Un río limpio', summary: 'Lo que pide.' },
      source: { body: '\nEl texto.\n' },
    });
  });

  it.each([
    ['x', 'es', 'no campaign'],
    ['..', 'es', 'no campaign'],
    ['clean-river', 'en', 'holds the facts'],
    ['clean-river', 'french', 'language tag'],
    ['clean-river', 'FR', 'language tag'],
    ['clean-river', '../en', 'language tag'],
  ])('of %s into %s is refused: %s', async (slug, locale, why) => {
    await write('content/en.md', 'no campaign');
    expect(await translate(slug, locale)).toSatisfy(refusing(why));
  });

  it('overwrites nothing', async () => {
    await write('content/campaigns/clean-river/es.md', 'mine');
    expect(await translate('clean-river', 'es')).toMatchObject({ kind: 'refused' });
    expect(await read('content/campaigns/clean-river/es.md')).toBe('mine');
  });
});

describe('what a language needs', () => {
  const project = new URL('../..', import.meta.url).pathname;

  async function open(locale: string): Promise<string> {
    const { content } = await checkContent(folder.root);
    if (!content) throw new Error('The content cannot be read.');
    const needs = await languageNeeds(project, locale, content);
    return needs.flatMap(({ isMet, what }) => (isMet ? [] : [what])).join('\n');
  }

  beforeEach(async () => {
    await make('clean-river');
    await write('content/campaigns/clean-river/updates/2026-01-thanks.en.md', '---\ntitle: Thanks\n---\n');
  });

  it('is the words of a file that is there, and holds none', async () => {
    await translate('clean-river', 'es');
    expect(await open('es')).toContain('clean-river/es.md: translate it');
  });

  it('is nothing where all is there', async () => {
    await write('content/campaigns/clean-river/es.md', '---\ntitle: Río\nsummary: Eso.\n---\nTexto.\n');
    await write('content/campaigns/clean-river/updates/2026-01-thanks.es.md', '---\ntitle: Gracias\n---\n');
    expect(await open('es')).toBe('');
  });

  it('names the settings, the interface and every text that is missing', async () => {
    const needs = await open('fr');
    expect(needs).toContain('add fr to locales');
    expect(needs).toContain('organization.contact');
    expect(needs).toMatch(/fr\.json.* (\d+) of \1 sentences are missing or still English/u);
    expect(needs).toContain('translate.ts');
    expect(needs).toContain('npm run new -- clean-river --locale fr makes the file');
    expect(needs).toContain('updates/: 1 without');
  });

  it('does not take a copy of the English sentences for a translation', async () => {
    const english = { 'nav.home': 'All campaigns', 'exit.label': 'Leave this page' };
    await write('src/i18n/en.json', JSON.stringify(english));
    await write('src/i18n/fr.json', JSON.stringify({ ...english, 'nav.home': 'Toutes les campagnes' }));
    const { content } = await checkContent(folder.root);
    const needs = content && (await languageNeeds(folder.root, 'fr', content));
    expect(needs?.map(({ what }) => what).join('\n')).toContain('1 of 2 sentences');
  });
});

describe('words that somebody types', () => {
  const { title, summary, callToAction } = WordsSchema.entries;

  it(
    'read back exactly, whatever signs they hold, and as Prettier writes them',
    { timeout: 60_000 },
    async () => {
      const signs = fc.constantFrom(
        ...'"\'“”‘’`:#-[]{}&*!|>%@,?\\/ añ日🙂~=.0'.split(''),
        ': ',
        ' #',
        '---',
        'null',
        'yes',
        '1e3',
        '\u00A0',
      );
      const words = fc.string({
        unit: fc.oneof(signs, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })),
        minLength: 1,
        maxLength: 60,
      });
      await fc.assert(
        fc.asyncProperty(words, words, words, async (...typed) => {
          // `npm run new` takes line breaks and tabs for spaces.
          fc.pre(typed.every((word) => !/[\n\t]/u.test(word)));
          const known = { title: typed[0], summary: typed[1], callToAction: typed[2] };
          fc.pre([title, summary, callToAction].every((schema, index) => v.is(schema, typed[index])));
          const text = toCampaignText('clean-river', known);
          const parsed = parseCampaign('clean-river', splitFrontMatter('en.md', text));
          const trimmed = Object.fromEntries(Object.entries(known).map(([key, word]) => [key, word.trim()]));
          expect(parsed).toMatchObject({ kind: 'read', value: { words: trimmed } });
          expect(await format(text, { parser: 'markdown', printWidth: 110, proseWrap: 'preserve' })).toBe(
            text,
          );
        }),
        { numRuns: 100 },
      );
    },
  );
});
