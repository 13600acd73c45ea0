import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aText, CAMPAIGN, type ContentFolder, makeContentFolder, SITE } from './content-folder.ts';

/*
 * What comes into files from other hands: from git, from other programs, and from the address line of a browser.
 */

const PAGE = `${CAMPAIGN}/en.md`;

let folder: ContentFolder;

beforeEach(async () => {
  folder = await makeContentFolder();
});

afterEach(() => folder.remove());

async function told(path: string, text: string): Promise<string[]> {
  await folder.write(path, text);
  return (await folder.mistakes()).map((mistake) => mistake.replace(`${PAGE}:`, ''));
}

const between = (...[first, second]: readonly [string, string]) =>
  `<<<<<<< HEAD\n${first}\n=======\n${second}\n>>>>>>> spanish`;

describe('a merge that nobody finished', () => {
  it.each([
    ['lines of a list', between('- One', '- Two')],
    ['paragraphs', between('One\n', 'Two\n')],
    [
      'lines, with what stood there before',
      'A\n<<<<<<< HEAD\nOne\n||||||| 1f2e3d\nNone\n=======\nTwo\n>>>>>>> b',
    ],
    ['headings that jump', between('## One', '#### Two')],
  ])('is one mistake between %s', async (_, body) => {
    const line = 8 + body.split('\n').indexOf('<<<<<<< HEAD');
    expect(await told(PAGE, aText('', body))).toEqual([
      expect.stringMatching(new RegExp(`^${line}:1 {2}Two versions .*: keep one, and delete`, 'u')),
    ]);
  });

  it.each(['<<<<<<< HEAD', '>>>>>>> main'])('is told of the line %s that was left over', async (line) => {
    expect(await told(PAGE, aText('', `Words.\n${line}\nMore.`))).toEqual([
      expect.stringMatching(/^9:1 {2}The line .* is left over .*: delete it$/u),
    ]);
  });

  it('is one mistake in front matter, and hides no other', async () => {
    const text = aText(`goal: 5,000\n${between('closes: 2027-01-31', 'closes: 2027-02-28')}\n`, '##Words');
    expect(await told(PAGE, text)).toEqual([
      expect.stringMatching(/^6:7 .*goal: 5000$/u),
      expect.stringMatching(/^7:1 {2}Two versions/u),
      expect.stringMatching(/^14:1 .*write ## Words$/u),
    ]);
  });

  it('is one mistake of site.yaml', async () => {
    const text = SITE.replace('retention: 180', between('retention: 180', 'retention: 90'));
    expect(await told('content/site.yaml', text)).toEqual([
      expect.stringMatching(/^content\/site\.yaml:8:1 {2}Two versions/u),
    ]);
  });

  it('is no quote of many levels, and no code', async () => {
    expect(await told(PAGE, aText('', '> One\n> > Two\n\n```\n<<<< a\n==== b\n```'))).toEqual([]);
  });
});

describe('what other programs write', () => {
  it.each([
    ['![[river.png]]', '8:1', 'write ![what is seen](river.png)'],
    ['Words, ![[river.png|300]]', '8:8', 'write ![what is seen](river.png)'],
    ['– One\n– Two', '8:1', 'begin each with a - and a space, - One'],
    [
      'Read [our [long](https://a.example) letter](https://b.example).',
      '8:6',
      'only [long](https://a.example)',
    ],
    ['[x](https:// river.example)', '8:1', 'write [x](https://river.example)'],
    ['[x](https: //river.example)', '8:1', 'write [x](https://river.example)'],
    ['[x](report.pdf)', '8:1', 'put it where files can be downloaded'],
    ['[x](files/Figures.xlsx)', '8:1', 'put it where files can be downloaded'],
    ['[x](http://localhost:4321/clean-river/)', '8:1', 'your own computer: write /clean-river/'],
    ['[x](http://127.0.0.1:4321/es/clean-river/#a)', '8:1', 'write /es/clean-river/#a'],
    ['[x](https://localhost:4321/)', '8:1', 'your own computer: write /'],
  ])('is mended: %j', async (body, place, mend) => {
    const found = await told(PAGE, aText('', body));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${place} `, 'u'));
    expect(found[0]).toContain(mend);
  });

  it('leaves the lines of a speech alone', async () => {
    expect(await told(PAGE, aText('', '—No hay dinero —dijo ella.\n—Sí lo hay —contestó él.'))).toEqual([]);
  });

  it.each([
    ['title: A', 'headline: A', 'title'],
    ['summary: B', 'description: B', 'summary'],
    ['target: C', 'recipient: C', 'target'],
  ])('is understood as a key where it is missing: for %s, %s', async (right, wrong, key) => {
    const text = `---\nstatus: active\ntitle: A\nsummary: B\ntarget: C\n---\nText.\n`.replace(right, wrong);
    expect(await told(PAGE, text)).toEqual([expect.stringContaining(`did you mean \`${key}\`?`)]);
  });

  it('is no other name of a key that is there', async () => {
    expect(await told(PAGE, aText('description: B\n'))).toEqual([
      expect.stringContaining('check its spelling, or remove it'),
    ]);
  });
});

describe('a value of a fixed form', () => {
  it.each([
    ['goal: >5000', 'goal: 5000'],
    ['goal: #5000', 'goal: 5000'],
    ['goal: *5000', 'digits alone'],
    ['closes: >2027', 'a date such as 2016-01-31'],
    ['discreet: !true', 'write discreet: true'],
    ['confirmation: *none*', 'write confirmation: none'],
  ])('is judged by the rule of its key, whatever sign stands before it: %s', async (line, mend) => {
    const found = await told(PAGE, aText(`${line}\n`));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(mend);
    expect(found[0]).not.toContain('quotes');
  });
});

describe('one fault', () => {
  it('is told once for a key that stands alone', async () => {
    expect(await told(PAGE, '---\nstatus: draft\ntitle\nsummary: B\n---\nText.\n')).toEqual([
      '3:1  `title` stands without a colon and a value: write title: …',
    ]);
  });

  it.each([
    ['elsewhere: on paper\n  - { count: 3, source: Paper, date: 2016-01 }', '6:12'],
    ['ask: these two\n  - postalCode\n  - comment', '6:6'],
  ])('is told once for words above a list: %j', async (lines, place) => {
    expect(await told(PAGE, aText(`${lines}\n`))).toEqual([
      expect.stringMatching(new RegExp(`^${place} {2}Words stand behind`, 'u')),
    ]);
  });

  it.each([
    ['organization:\n  name: River Keepers', 'organization: River Keepers', '1:15', 'name: River Keepers'],
    [
      'retention: 180\n',
      'retention: 180\nlegal: none\n  authority: The Commissioner\n',
      '9:8',
      'remove them',
    ],
    ['defaultLocale: en', 'defaultLocale: EN', '4:16', 'write defaultLocale: en'],
    ['locales: [en, es]', 'locales: [en; es]', '5:11', 'locale such as'],
    ['locales: [en, es]', 'locales: []', '5:10', 'at least one'],
  ])('is told once in site.yaml: %j became %j', async (right, wrong, place, mend) => {
    const found = (await told('content/site.yaml', SITE.replace(right, wrong))).filter(
      (mistake) => !mistake.includes('does not speak'),
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`content/site.yaml:${place} `);
    expect(found[0]).toContain(mend);
  });

  it.each([
    ['goal:: 5000', '6:1', 'write goal: 5000'],
    ['goal → 5000', '6:1', 'write goal: 5000'],
    ['goal - 5000', '6:1', 'write goal: 5000'],
    ['goal => 5000', '6:1', 'write goal: 5000'],
    ['goal; 5000', '6:1', 'write goal: 5000'],
    ['goal: 5000,', '6:7', 'goal: 5000'],
    ['goal: 5000\u200B', '6:7', 'goal: 5000'],
    ['closes: 2027-06-30\u200B', '6:9', 'closes: 2027-06-30'],
    ['closes: 2027-06-30;', '6:9', 'closes: 2027-06-30'],
    ['goal: 5000 closes: 2027-01-31', '6:12', 'a line of its own, closes: 2027-01-31'],
    ['goal: 5000, discreet: true', '6:13', 'a line of its own, discreet: true'],
  ])('is told once, with the line to write: %j', async (line, place, mend) => {
    const found = await told(PAGE, aText(`${line}\n`));
    expect(found).toHaveLength(1);
    expect(found[0]?.startsWith(`${place} `)).toBe(true);
    expect(found[0]).toContain(mend);
  });

  it('is told once for a needed key in the line of another', async () => {
    expect(
      await told(PAGE, '---\nstatus: active target: The council\ntitle: A\nsummary: B\n---\nText.\n'),
    ).toEqual([expect.stringMatching(/^2:16 .*a line of its own, target: The council$/u)]);
  });

  it.each([
    [`"A clean" river and "more"`, `'"A clean" river and "more"'`],
    [`'A' and 'B'`, `"'A' and 'B'"`],
    [`"A "clean" river"`, `'A "clean" river'`],
  ])('loses no quote of a title when it is mended: %s', async (typed, mend) => {
    expect(await told(PAGE, `---\nstatus: draft\ntitle: ${typed}\nsummary: B\n---\nText.\n`)).toEqual([
      expect.stringMatching(new RegExp(`^3:8 .*title: ${mend}$`, 'u')),
    ]);
  });

  it.each([
    ['title: ""', '`title` is empty: give a title'],
    ['title:', '`title` has no value: give it one'],
    ['title: A\ncallToAction: ""', '`callToAction` is empty: give the line above the form, or leave it out'],
    ['title: A\ngoal:', '`goal` has no value: give it one, or remove the line'],
  ])('is not mended by leaving out what is needed: %j', async (lines, message) => {
    const found = await told(PAGE, `---\nstatus: draft\nsummary: B\n${lines}\n---\nText.\n`);
    expect(found).toEqual([expect.stringMatching(/^\d+:\d+ {2}/u)]);
    expect(found[0]?.replace(/^\S+ +/u, '')).toBe(message);
  });

  it('is mended by a name that may be taken', async () => {
    await folder.write('content/campaigns/_astro/en.md', aText());
    expect(await folder.mistakes()).toEqual([expect.stringMatching(/such as to astro-campaign$/u)]);
  });
});
