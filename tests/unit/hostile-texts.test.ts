import { readFileSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseFragment } from 'parse5';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkContent } from '#campaigns/content.ts';
import { attribute, type Element, elementsOf } from '#html/elements.ts';
import { renderText } from '#markdown/render-text.ts';
import { splitFrontMatter } from '#source/front-matter.ts';
import { GET } from '../../src/pages/[...locale]/[campaign]/feed.xml.ts';
import { aCampaign } from './a-campaign.ts';
import { aText, anUpdate, CAMPAIGN, type ContentFolder, makeContentFolder, SITE } from './content-folder.ts';
import { itemsOf } from './feed-items.ts';
import { badPictures, DRAWINGS } from './hostile-pictures.ts';

interface HostileText {
  readonly tries: string;
  readonly text: string;
  /** Line and column of the mistake in the text. */
  readonly at: string;
  /** Words of the mistake that only its reason has. */
  readonly says: string;
}

interface HostileFrontMatter {
  readonly tries: string;
  readonly file: 'page' | 'update' | 'site';
  readonly line: string;
  /** Line and column of the mistake in the file. */
  readonly at: string;
  /** Words of the mistake that only its reason has. */
  readonly says: string;
}

const corpus = <Entry>(file: string) => JSON.parse(readFileSync(`tests/corpora/${file}`, 'utf8')) as Entry[];
const texts = corpus<HostileText>('hostile-texts.json');
const frontMatter = corpus<HostileFrontMatter>('hostile-front-matter.json');

const PAGE = `${CAMPAIGN}/en.md`;
const UPDATE = `${CAMPAIGN}/updates/2016-01-31-thanks.en.md`;
/** The lines above the text in each file. */
const ABOVE: Readonly<Record<string, number>> = { [PAGE]: 7, [UPDATE]: 4 };
const FILES = { page: PAGE, update: UPDATE, site: 'content/site.yaml' };

let folder: ContentFolder;

beforeAll(async () => {
  folder = await makeContentFolder();
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="60"/>';
  for (const path of [
    `${CAMPAIGN}/map.svg`,
    `${CAMPAIGN}/updates/map.svg`,
    'content/campaigns/other/map.svg',
  ])
    await folder.write(path, drawing);
  await folder.write('content/campaigns/other/en.md', aText());
  for (const [name, part] of Object.entries(DRAWINGS)) {
    for (const path of [CAMPAIGN, `${CAMPAIGN}/updates`])
      await folder.write(`${path}/${name}`, drawing.replace('/>', `>${part}</svg>`));
  }
  const bad = Object.entries(await badPictures());
  for (const path of [CAMPAIGN, `${CAMPAIGN}/updates`]) {
    for (const [name, file] of bad) await folder.write(`${path}/${name}`, file);
    await mkdir(join(folder.root, path, 'folder.png'));
    await symlink(
      join(folder.root, 'content/campaigns/other/map.svg'),
      join(folder.root, path, 'elsewhere.png'),
    );
  }
  await writeFile(join(folder.root, '.env'), 'SIGNATURE_SECRET=x');
});

afterAll(() => folder.remove());

/** The elements and attributes that this test knows: those of a text, and nothing that runs, loads or asks. */
const KNOWN: Readonly<Record<string, RegExp>> = {
  a: /^(?:href|title|class|id|aria-label|aria-describedby)$/u,
  img: /^(?:src|srcset|sizes|alt|title|width|height|loading|decoding)$/u,
  source: /^(?:type|srcset|sizes)$/u,
  ol: /^start$/u,
  'td th': /^class$/u,
  'li h2 h3 h4 h5 h6': /^id$/u,
  'blockquote br code del em hr p picture pre section strong sup table tbody thead tr ul': /^$/u,
};

function strangeParts(html: string): string[] {
  return Array.from(elementsOf(parseFragment(html))).flatMap((element) => {
    const known = Object.entries(KNOWN).find(([names]) => names.split(' ').includes(element.tagName))?.[1];
    if (!known) return [`<${element.tagName}>`];
    const strange = element.attrs.filter(({ name, value }) => !known.test(name) || !isHarmless(name, value));
    return strange.map(({ name, value }) => `<${element.tagName} ${name}="${value}">`);
  });
}

function isHarmless(name: string, value: string): boolean {
  if (name === 'id') return /^(?:text|news|point|footnote)-/u.test(value);
  if (name === 'src') return value.startsWith('/pictures/');
  if (name !== 'href') return true;
  const url = URL.parse(value, 'https://own.example/');
  return (
    url?.protocol === 'https:' && url.username === '' && (/^https:|^[/#]/u.test(value) || url.host === '')
  );
}

function render(file: string, text: string): Promise<string> {
  return renderText(folder.root, splitFrontMatter(file, text));
}

describe.each(texts)('a text that $tries', ({ text, at, says }) => {
  it.each([
    [PAGE, aText('', text)],
    [UPDATE, anUpdate(text)],
  ])('is named with its place: %s', async (file, whole) => {
    await folder.write(PAGE, aText());
    await folder.write(UPDATE, anUpdate('News.'));
    await folder.write(file, whole);
    const [line = 0, column = 0] = at.split(':').map(Number);
    const [place, ...words] = (await folder.mistakes())[0]?.split(' ') ?? [];
    expect(place).toBe(`${file}:${line + (ABOVE[file] ?? 0)}:${column}`);
    expect(words.join(' ')).toContain(says);
  });

  it.each([
    [PAGE, aText('', text)],
    [UPDATE, anUpdate(text)],
  ])('becomes nothing but words if nobody checks it: %s', async (file, whole) => {
    expect(strangeParts(await render(file, whole))).toEqual([]);
  });

  it('stays inside its element of a feed that every reader can open', async () => {
    const items = itemsOf(await feedOf(anUpdate(text), text));
    expect(items).toHaveLength(1);
    expect(strangeParts(items[0]?.content ?? '')).toEqual([]);
  });
});

/** The feed of a campaign whose one update is this file, and whose words are these. */
async function feedOf(update: string, words: string): Promise<string> {
  const { content } = await checkContent(folder.root);
  const site = content?.site;
  if (!site) throw new RangeError('The site of the test has mistakes.');
  const source = splitFrontMatter(UPDATE, update);
  const campaignText = {
    locale: 'en',
    words: { title: words, summary: words },
    source: splitFrontMatter(PAGE, aText()),
  };
  const news = { locale: 'en', words: { title: words }, source };
  const props = {
    site,
    locale: 'en',
    content: {
      campaign: aCampaign(),
      texts: [campaignText],
      updates: [{ name: '2016-01-31-thanks', date: '2016-01-31', texts: [news] }],
    },
  };
  const context = { props, site: new URL('https://site.example/') } as unknown as Parameters<typeof GET>[0];
  return (await GET(context)).text();
}

describe.each(frontMatter)('front matter that $tries', ({ file, line, at, says }) => {
  it('is named with its place', async () => {
    const path = FILES[file];
    const whole = { page: aText(), update: anUpdate('News.'), site: SITE };
    await folder.write(PAGE, whole.page);
    await folder.write(UPDATE, whole.update);
    await folder.write(path, withLine(whole[file], line));
    const [place, ...words] = (await folder.mistakes())[0]?.split(' ') ?? [];
    await folder.write('content/site.yaml', SITE);
    expect(place).toBe(`${path}:${at}`);
    expect(words.join(' ')).toContain(says);
  });
});

/** A file with another value of a key, or with a new key at the end of its front matter. */
function withLine(text: string, line: string): string {
  const key = line.slice(0, line.indexOf(':'));
  const known = new RegExp(`^${key}: .*$`, 'mu');
  return known.test(text)
    ? text.replace(known, () => line)
    : text.replace(/\n---\n/u, () => `\n${line}\n---\n`);
}

describe('a text without tricks', () => {
  it('is a good text: links, tables, notes, lists, code, another script', async () => {
    const text = `## What now?

See [the report](https://news.example/a%20b?c=d#e), [the safety page](/safety/), [below](#what-now) or https://news.example/.

| Day | Count |
|:----|------:|
| 1   | 20    |

- [ ] Write to us: \`ana@example.org\`
- [x] Sign[^1], 🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}, می\u200Cخواهم, [ទឹក\u200Bស្អាត](https://news.example/)

![A map](map.svg) ![The map again][map] ![A drawing](good.svg)

    code <b>

[^1]: With your name.

[map]: map.svg
`;
    await folder.write(PAGE, aText('', text));
    await folder.write(UPDATE, anUpdate(text));
    expect(await folder.mistakes()).toEqual([]);
    const html = await render(PAGE, aText('', text));
    expect(strangeParts(html)).toEqual([]);
    const elements = Array.from(elementsOf(parseFragment(html)));
    expect(namesOf(elements)).toEqual(expect.arrayContaining(['table', 'img', 'sup', 'code', 'h2']));
    expect(html).toContain('<li>☑ Sign');
    expect(html).toContain('<td class="align-end">20</td>');
    for (const link of elements.filter((element) => attribute(element, 'href')?.startsWith('#'))) {
      const target = attribute(link, 'href')?.slice(1);
      expect(
        elements.filter((element) => attribute(element, 'id') === target),
        target,
      ).toHaveLength(1);
    }
  });

  it('has no id twice on a page that shows it as text and as news', async () => {
    const text = 'Sign[^1].\n\n## What now?\n\n[^1]: With your name.';
    const html = (await render(PAGE, aText('', text))) + (await render(UPDATE, anUpdate(text)));
    const ids = Array.from(elementsOf(parseFragment(html))).flatMap(
      (element) => attribute(element, 'id') ?? [],
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(5);
  });
});

function namesOf(elements: readonly Element[]): string[] {
  return elements.map(({ tagName }) => tagName);
}
