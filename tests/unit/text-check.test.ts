import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aText, CAMPAIGN, type ContentFolder, makeContentFolder } from './content-folder.ts';

const PAGE = `${CAMPAIGN}/en.md`;
/** The first line of a text in its file. */
const FIRST = 8;

let folder: ContentFolder;

beforeAll(async () => {
  folder = await makeContentFolder();
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="60"/>';
  for (const name of ['river.svg', 'deep/map.svg', 'Café.svg', 'updates/news.svg'])
    await folder.write(`${CAMPAIGN}/${name}`, drawing);
  await folder.write(`${CAMPAIGN}/phone.heic`, 'x');
  await folder.write(`${CAMPAIGN}/phone.jpg`, '\0\0\0\u0018ftypheic\0\0\0\0');
  await folder.write(`${CAMPAIGN}/plan.pdf`, '%PDF');
});

afterAll(() => folder.remove());

async function told(text: string): Promise<string[]> {
  await folder.write(PAGE, aText('', text));
  return (await folder.mistakes()).map((mistake) => mistake.replace(`${PAGE}:`, ''));
}

/** A text, the place of its one mistake in the text, and words that mend it. */
type Case = readonly [text: string, at: string, says: string];

const HEADINGS: readonly Case[] = [
  ['## A\n\n#### B', '3:1', 'write ### B'],
  ['## A\n\n### B\n\n##### C', '5:1', 'write #### C'],
  ['### A', '1:1', 'write ## A'],
  ['##A heading', '1:1', 'write ## A heading'],
  ['Words\n###Deep', '2:1', 'write ### Deep'],
  ['#A heading', '1:1', 'write ## A heading'],
  ['##\u00A0A heading', '1:1', 'press the space bar, ## A heading'],
  ['＃＃ A heading', '1:1', 'write ## A heading'],
  ['####### A', '1:1', 'more than six'],
  ['## ', '1:1', 'has no words'],
  ['##', '1:1', 'has no words'],
  ['Words\n---', '2:1', 'put an empty line between'],
  ['Words\nand more\n-----', '3:1', 'put an empty line between'],
  ['Words\n=====', '1:1', 'write ## Words'],
];

const LOST: readonly Case[] = [
  ['Words\n\n[report]: https://news.example/', '3:1', 'write [words][report]'],
  ['[a][r]\n\n[r]: /safety/\n[r]: /privacy/', '4:1', 'stands twice'],
  ['Words\n\n[^1]: A note', '3:1', 'write [^1] in the text'],
  ['Words[^1]\n\n[^1]: A note\n\n[^1]: Another', '5:1', 'stands twice'],
  ['| a | b |\n|---|---|\n| 1 | 2 | lost |', '3:9', 'has 3 cells'],
  ['```\ncode\n\nand the rest', '1:1', 'has no end'],
  ['~~~\ncode', '1:1', 'has no end'],
  ['```Some words\ncode\n```', '1:1', 'not shown'],
  ['- a point\n\n      moved in', '3:3', 'take them away'],
  ['Words\n\n    moved in', '3:1', 'take them away'],
  ['Words\n\n\tmoved in', '3:1', 'take them away'],
  ['2016. A year', '1:1', 'write 2016\\. A year'],
  ['24. December was cold', '1:1', 'write 24\\.'],
  ['1. a\n2. b\n4. c', '3:1', 'shown as 3'],
  ['Words <b>bold</b>', '1:7', 'write **words**'],
  ['<!-- a remark -->', '1:1', 'delete the comment'],
];

const SIGNS: readonly Case[] = [
  ['Read [the report] (https://news.example/)', '1:6', 'write [the report](https://news.example/)'],
  ['Read (the report)[https://news.example/]', '1:6', 'write [the report](https://news.example/)'],
  ['[a](https://news.example/a b)', '1:1', 'write [a](https://news.example/a%20b)'],
  ['[a](/safety/', '1:1', 'write [a](/safety/)'],
  ['[a(https://news.example/)', '1:1', 'write [a](https://news.example/)'],
  ['a](https://news.example/)', '1:1', '[words](address)'],
  ['! [River] (river.svg)', '1:3', 'write [River](river.svg)'],
  ['!(River)[river.svg]', '1:1', 'write ![River](river.svg)'],
  ['[the report][r]', '1:1', 'where [r] leads'],
  ['Words[^2]', '1:6', 'There is no note [^2]'],
  ['Words\n[r]: https://news.example/', '2:1', 'put an empty line above'],
  ['**bold without end', '1:1', '**like this**'],
  ['** bold **', '1:1', '**like this**'],
  ['*bold**', '1:7', 'shown as it is'],
  ['Words and *more', '1:11', '*like this*'],
  ['__bold', '1:1', '__like this__'],
  ['~~gone', '1:1', '~~like this~~'],
  ['`code', '1:1', 'put another `'],
  ['&nosuch; words', '1:1', 'does not exist'],
  ['a&nbsp b', '1:2', 'write &nbsp;'],
  ['-\u00A0a point', '1:1', 'press the space bar'],
  ['• One\n• Two', '1:1', 'begin each with a -'],
  ['1.One\n2.Two', '1:1', 'write 1. One'],
  ['| a | b |\n| 1 | 2 |', '1:1', 'no table'],
  ['| a | b |\n|---|\n| 1 | 2 |', '1:1', 'no table'],
];

const PICTURES: readonly Case[] = [
  ['![A river](rivr.svg)', '1:1', 'write river.svg'],
  ['![A river](River.SVG)', '1:1', 'write river.svg'],
  ['![A café](Cafe\u0301.svg)', '1:1', 'write Caf%C3%A9.svg'],
  ['![A map](map.svg)', '1:1', 'write deep/map.svg'],
  ['![News](news.svg)', '1:1', 'write updates/news.svg'],
  ['![A river](river.png)', '1:1', 'write river.svg'],
  ['![A river](river)', '1:1', 'write river.svg'],
  ['![A deep one](deep)', '1:1', 'a folder'],
  ['![A photo](phone.heic)', '1:1', 'export it as JPEG'],
  ['![A photo](phone.jpg)', '1:1', 'HEIC'],
  ['![A plan](plan.pdf)', '1:1', 'use JPEG'],
  ['![](river.svg)', '1:1', 'no description'],
  ['![river.svg](river.svg)', '1:1', 'name of a file'],
  ['![IMG_1234.jpg](river.svg)', '1:1', 'name of a file'],
  ['![DSC01234](river.svg)', '1:1', 'name of a file'],
  ['![A river](https://other.example/river.jpg)', '1:1', 'another site'],
];

describe.each([
  ['headings', HEADINGS],
  ['words that are not shown', LOST],
  ['signs that are shown', SIGNS],
  ['pictures', PICTURES],
])('the check of %s', (_kind, cases) => {
  it.each(cases)('tells %j once, at %s, and how to mend it', async (text, at, says) => {
    const [line = 0, column = 0] = at.split(':').map(Number);
    const found = await told(text);
    expect(found.join('\n')).toContain(says);
    expect(found.map((mistake) => mistake.split(' ')[0])).toEqual([`${line + FIRST - 1}:${column}`]);
  });
});

it.each([
  '5 * 3 = 15, ~5 km, snake_case, AT&T, R&D, f**k, Leser*innen, don`t',
  'Prices*\n\n*With VAT.',
  '\\*stars\\* and \\_lines\\_ and \\[brackets\\](no)',
  '[sic] and [see above] (page 3)',
  'Name: ______',
  '#StopTheRaids and #more\nin two lines',
  '3. Third\n4. Fourth',
  '1. First\n\nWords\n\n2. Second',
  '1. First\n1. Second',
  '```js\nlet a = 1;\n```',
  'Words\n\n---\n\nMore',
  'Words\n***\nMore',
  '## A\n\n### B\n\n## C\n\n### D',
  '| a | b |\n|---|---|\n| 1 |',
  '- a\n\n  goes on\n\n  - inner',
  '> quoted **words**',
  '![What is seen](deep/map.svg)',
])('takes %j for what it is', async (text) => {
  expect(await told(text)).toEqual([]);
});
