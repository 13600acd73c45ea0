import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aText, CAMPAIGN, type ContentFolder, makeContentFolder, SITE } from './content-folder.ts';

let folder: ContentFolder;

beforeEach(async () => {
  folder = await makeContentFolder();
});

afterEach(() => folder.remove());

const write = (path: string, text: string) => folder.write(path, text);
const mistakes = () => folder.mistakes();

describe('the content check', () => {
  it('finds nothing in good content', async () => {
    await write(`${CAMPAIGN}/es.md`, '---\ntitle: Un río limpio\nsummary: Lo que pide.\n---\nEl texto.\n');
    await write(`${CAMPAIGN}/updates/2016-01-31-thanks.en.md`, '---\ntitle: Thank you\n---\nText.\n');
    expect(await mistakes()).toEqual([]);
  });

  it.each([
    ['goal: many\n', `${CAMPAIGN}/en.md:6:7`, 'goal'],
    ['goal: 0\n', `${CAMPAIGN}/en.md:6:7`, 'above 0'],
    ['opens: 2016-02-30\n', `${CAMPAIGN}/en.md:6:8`, 'calendar'],
    ['ask: [phone]\n', `${CAMPAIGN}/en.md:6:7`, 'one of'],
    ['elsewhere:\n  - { count: 3, source: "", date: 2016-01 }\n', `${CAMPAIGN}/en.md:7:25`, 'empty'],
    ['elsewhere:\n  - { source: paper, date: 2016-01 }\n', `${CAMPAIGN}/en.md:7:5`, 'count'],
    ['colour: purple\n', `${CAMPAIGN}/en.md:6:1`, 'colour'],
    ['opens: 2016-03\ncloses: 2016-01-31\n', `${CAMPAIGN}/en.md:7:9`, 'opens'],
    ['title: Twice\n', `${CAMPAIGN}/en.md:6:1`, 'twice, here and in line 3'],
    ['goal: [1\n', `${CAMPAIGN}/en.md:`, ''],
  ])('names file, line and column of %j', async (line, place, word) => {
    await write(`${CAMPAIGN}/en.md`, aText(line));
    const [first = '', ...others] = await mistakes();
    expect(first.startsWith(place)).toBe(true);
    expect(first).toContain(word);
    expect(others).toEqual([]);
  });

  it('says what is missing, and where', async () => {
    await write(`${CAMPAIGN}/en.md`, '---\nstatus: active\nsummary: x\n---\n');
    const found = await mistakes();
    expect(found.join('\n')).toMatch(/en\.md:2:1  .*title/);
    expect(found.join('\n')).toMatch(/en\.md:2:1  .*target/);
  });

  it('wants no target of a draft', async () => {
    await write(`${CAMPAIGN}/en.md`, '---\nstatus: draft\ntitle: A\nsummary: B\n---\n');
    expect(await mistakes()).toEqual([]);
  });

  it('says where a fact belongs that a translation repeats', async () => {
    await write(`${CAMPAIGN}/es.md`, '---\ntitle: A\nsummary: B\nstatus: active\ngoal: 5\n---\nEl texto.\n');
    expect(await mistakes()).toEqual([
      `${CAMPAIGN}/es.md:4:1  \`status\` is a fact and belongs in en.md: remove it here`,
      `${CAMPAIGN}/es.md:5:1  \`goal\` is a fact and belongs in en.md: remove it here`,
    ]);
  });

  it.each(['active', 'draft', 'closed'])(
    'wants a sender of mails for a campaign that demands confirmation: %s',
    async (status) => {
      const text = aText('confirmation: required\ncloses: 2016-01-31\n').replace('active', status);
      await write(`${CAMPAIGN}/en.md`, text);
      expect(await mistakes()).toEqual([]);
      const [first = '', ...others] = await folder.mistakes({ sendsMail: false });
      expect(first).toMatch(/^content\/campaigns\/clean-river\/en\.md:6:15  `confirmation` .*MAIL_FROM/u);
      expect(others).toEqual([]);
      await write(`${CAMPAIGN}/en.md`, text.replace('required', 'none'));
      expect(await folder.mistakes({ sendsMail: false })).toEqual([]);
    },
  );

  it('refuses another word for confirming, and the fact in a translation', async () => {
    await write(`${CAMPAIGN}/en.md`, aText('confirmation: offered\n'));
    await write(`${CAMPAIGN}/es.md`, '---\ntitle: A\nsummary: B\nconfirmation: required\n---\nEl texto.\n');
    expect(await mistakes()).toEqual([
      `${CAMPAIGN}/en.md:6:15  \`confirmation\` must be one of none, required`,
      `${CAMPAIGN}/es.md:4:1  \`confirmation\` is a fact and belongs in en.md: remove it here`,
    ]);
  });

  it.each([
    ['<script>alert(1)</script>', '8:1'],
    ['Some <b onclick="x()">bold</b> words', '8:6'],
    ['A line\nand [a link](javascript:alert(1))', '9:5'],
    ['<img src=x onerror=alert(1)>', '8:1'],
    ['![pixel](https://tracker.example/pixel.gif)', '8:1'],
    ['- é [write](mailto:a@b.example)', '8:5'],
    ['Some [text][1].\n\n[1]: javascript:alert(1)', '10:1'],
    ['# A second title', '8:1'],
    ['![](river.jpg)', '8:1'],
  ])('refuses what would run, track, leave a trace or mislead: %j at %s', async (body, place) => {
    await write(`${CAMPAIGN}/en.md`, aText('', body));
    const [first = ''] = await mistakes();
    expect(first.split(' ')[0]).toBe(`${CAMPAIGN}/en.md:${place}`);
  });

  it('tells all mistakes of all files in one run, in reading order', async () => {
    await write(`${CAMPAIGN}/en.md`, aText('goal: x\n'));
    await write('content/campaigns/api/en.md', aText());
    await write('content/campaigns/Not A Slug/en.md', aText());
    await write(`${CAMPAIGN}/fr.md`, '---\ntitle: A\nsummary: B\n---\n');
    await write(`${CAMPAIGN}/updates/yesterday.en.md`, '---\ntitle: A\n---\n');
    const found = await mistakes();
    expect(found).toHaveLength(5);
    expect([...found].sort((a, b) => a.localeCompare(b, 'en'))).toEqual(found);
  });

  it('names a line of site.yaml', async () => {
    await write(
      'content/site.yaml',
      SITE.replace('retention: 180', 'retention: soon').replace('timeZone: America', 'timeZone: Amerika'),
    );
    const found = await mistakes();
    expect(found.map((mistake) => mistake.split(' ')[0])).toEqual([
      'content/site.yaml:6:11',
      'content/site.yaml:8:12',
    ]);
  });

  it.each([
    ['[clean-river]', '6:12', 'present slug'],
    ['[muddy-river, es]', '6:25', 'address of the site'],
    ['[muddy-river, privacy]', '6:25', 'address of the site'],
    ['[Muddy River]', '6:12', 'not a slug'],
    ['[muddy-river, muddy-river]', '6:25', 'twice'],
    ['[other]', '6:12', 'another campaign'],
    ['[broken]', '6:12', 'another campaign'],
    ['muddy-river', '6:11', 'list'],
    ['[3]', '6:12', 'slug'],
  ])('lets a slug stand once: formerly %s at %s', async (formerly, place, word) => {
    await write('content/campaigns/other/en.md', aText());
    await write('content/campaigns/broken/en.md', '---\nstatus: draft\ntitle: A\nsummary: B\ngoal: x\n---\n');
    await write(`${CAMPAIGN}/en.md`, aText(`formerly: ${formerly}\n`));
    const found = (await mistakes()).filter((mistake) => !mistake.includes('/broken/'));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${CAMPAIGN}/en\\.md:${place} .*${word}`, 'u'));
  });

  it('names the second of two campaigns that say they had one slug', async () => {
    await write(`${CAMPAIGN}/en.md`, aText('formerly: [muddy-river]\n'));
    await write('content/campaigns/other/en.md', aText('formerly:\n  - old-name\n  - muddy-river\n'));
    expect(await mistakes()).toEqual([
      'content/campaigns/other/en.md:8:5  `formerly.1` is a former slug of clean-river already: a slug belongs to one campaign',
    ]);
  });

  it('takes a last day that has gone by for no mistake', async () => {
    await write(`${CAMPAIGN}/en.md`, aText('closes: 2016-01-31\n'));
    expect(await mistakes()).toEqual([]);
  });
});
