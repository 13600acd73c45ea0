import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkContent } from '#campaigns/content.ts';
import { aText, anUpdate, CAMPAIGN, type ContentFolder, makeContentFolder, SITE } from './content-folder.ts';

const EN = `${CAMPAIGN}/en.md`;
const ES = `${CAMPAIGN}/es.md`;
const UPDATES = `${CAMPAIGN}/updates`;

let folder: ContentFolder;

beforeEach(async () => {
  folder = await makeContentFolder();
  return () => folder.remove();
});

/** The one mistake of the folder, or all of them in one text where there are more. */
async function onlyMistake(): Promise<string> {
  return (await folder.mistakes()).join('\n');
}

describe('a fact', () => {
  it.each([
    ['opens: 31.1.2016', '6:8', 'opens: 2016-01-31'],
    ['opens: 2016/01/31', '6:8', 'opens: 2016-01-31'],
    ['opens: 2016-1-5', '6:8', 'opens: 2016-01-05'],
    ['opens: Jan 31, 2016', '6:8', 'opens: 2016-01-31'],
    ['opens: 31 de enero de 2016', '6:8', 'opens: 2016-01-31'],
    ['opens: 2016-01-31T00:00', '6:8', 'opens: 2016-01-31'],
    ['opens: 2016-31-01', '6:8', 'opens: 2016-01-31'],
    ['opens: 20160131', '6:8', 'opens: 2016-01-31'],
    ['opens: 2016', '6:8', 'a year alone'],
    ['opens: 1/2/2016', '6:8', 'must be a date such as'],
    ['opens: 2016-02-30', '6:8', 'goes from 01 to 29'],
    ['opens: 2016-13', '6:8', 'from 01 to 12'],
    ['opens: 1016-02-30', '6:8', '1900 to 2999'],
    ['opens: 2016-03\ncloses: 2016-01-31', '7:9', 'swap the two dates'],
    ['elsewhere: [{ count: 3, source: A fair, date: 2026-12 }]', '6:47', 'yet to come'],
    ['corrections: [{ count: -3, reason: Tests, date: 2026-11-29 }]', '6:49', 'yet to come'],
    ['changes: [{ date: 2027-01-01, what: A word }]', '6:19', 'yet to come'],
    ['samples: [{ date: 2027-01, by: A, drawn: 4, reached: 3, yes: 2 }]', '6:19', 'yet to come'],
    ['goal: 40\nelsewhere: [{ count: 40, source: A fair, date: 2016-01 }]', '6:7', 'count 40 already'],
    ['retention: 6 months', '6:12', 'retention: 183'],
    ['retention: 2 years', '6:12', 'retention: 730'],
    ['retention: forever', '6:12', 'whole number'],
    ['ask: [postcode]', '6:7', 'write postalCode'],
    ['ask: [name_shown]', '6:7', 'write nameShown'],
    ['ask: [email]', '6:7', 'always asked'],
    ['ask: Updates', '6:6', 'ask: [updates]'],
    ['ask: postcode, comment', '6:6', 'ask: [postalCode, comment]'],
    ['ask: { comment: true, updates: false }', '6:6', 'ask: [comment]'],
    ['ask: [comment, updates, comment]', '6:25', 'names comment twice'],
    ['partners: [{ slug: a, name: A }, { slug: a, name: B }]', '6:42', 'names a twice'],
    ['formerly: Muddy River', '6:11', 'formerly: [muddy-river]'],
    ['formerly: [Río]', '6:12', 'rio'],
    ['partners: [{ slug: River Friends, name: X }]', '6:20', 'slug: river-friends'],
    ['partners: [{ slug: index, name: X }]', '6:20', 'cannot be index'],
    ['discreet: yes', '6:11', 'discreet: true'],
    ['confirmation: yes', '6:15', 'confirmation: required'],
    ['confirmation: Required', '6:15', 'confirmation: required'],
    ['confirmation: requird', '6:15', 'confirmation: required'],
  ])('is mended by what its one mistake says: %s', async (line, place, words) => {
    await folder.write(EN, aText(`${line}\n`));
    const found = await onlyMistake();
    expect(found).toMatch(new RegExp(`^${EN}:${place}  [^\\n]*$`, 'u'));
    expect(found).toContain(words);
  });

  it.each([
    ['Active', 'active'],
    ['activ', 'active'],
    ['open', 'active'],
    ['published', 'active'],
    ['Won', 'won'],
    ['finished', 'closed'],
    ['on hold', 'paused'],
  ])('is a status that is known: not %s', async (typed, meant) => {
    await folder.write(EN, aText().replace('status: active', `status: ${typed}`));
    expect(await onlyMistake()).toMatch(new RegExp(`^${EN}:2:9  [^\\n]*: write status: ${meant}$`, 'u'));
  });

  it.each(['closed', 'won'])('names the last day of a campaign that is %s', async (status) => {
    await folder.write(EN, aText().replace('active', status));
    expect(await onlyMistake()).toMatch(new RegExp(`^${EN}:2:9  .*closes: 2026-11-27`, 'u'));
    await folder.write(EN, aText('opens: 2027-01\ncloses: 2027-02\n').replace('active', status));
    expect(await onlyMistake()).toMatch(new RegExp(`^${EN}:6:8  .opens. is yet to come`, 'u'));
    await folder.write(EN, aText('goal: 5\ncloses: 2016-02\n').replace('active', status));
    expect(await folder.mistakes()).toEqual([]);
  });

  it.each(['active', 'paused'])('says whom a campaign addresses that is %s', async (status) => {
    await folder.write(
      EN,
      aText()
        .replace('active', status)
        .replace(/^target.*\n/mu, ''),
    );
    expect(await onlyMistake()).toMatch(new RegExp(`^${EN}:2:1  .target. is missing`, 'u'));
  });

  it('may be dated a day ahead of the site, and is counted once', async () => {
    const entry = '{ count: 3, source: A fair, date: 2026-11-28 }';
    await folder.write(EN, aText(`elsewhere: [${entry}]\n`));
    expect(await folder.mistakes()).toEqual([]);
    await folder.write(EN, aText(`elsewhere:\n  - ${entry}\n  - ${entry}\n`));
    expect(await onlyMistake()).toMatch(new RegExp(`^${EN}:8:5  .elsewhere.1. says the same`, 'u'));
  });
});

describe('a translation', () => {
  const spanish = (body: string, summary = 'Lo que pide.') =>
    `---\ntitle: Un río limpio\nsummary: ${summary}\n---\n\n${body}\n`;
  const LONG = 'mill has closed, and its dam still stands.';
  const SUMMARY = 'What all of us who swim ask for.';
  const original = aText('', `The ${LONG}`).replace('What it asks for.', SUMMARY);

  beforeEach(() => folder.write(EN, original));

  it('may share a motto, a name and a few words with its original', async () => {
    await folder.write(EN, aText('', 'Ni una menos.'));
    await folder.write(ES, spanish('Ni una menos.', 'What it asks for.'));
    expect(await folder.mistakes()).toEqual([]);
  });

  it('may have words and no text yet, which is noticed', async () => {
    await folder.write(ES, '---\ntitle: Un río\nsummary: Lo que pide.\n---\n');
    const { mistakes, notices } = await checkContent(folder.root);
    expect(mistakes).toEqual([]);
    expect(notices).toMatchObject([{ file: ES, line: 4 }]);
  });

  it.each([
    ['a copy of the text', spanish(`The  ${LONG}`), '6:1', 'word for word'],
    ['a copy of the summary', spanish('El texto.', SUMMARY), '3:10', 'word for word'],
    ['a copy of the whole file', original, '1:1', 'copy of en.md'],
  ])('is named for %s', async (_what, text, place, words) => {
    await folder.write(ES, text);
    const found = await onlyMistake();
    expect(found).toMatch(new RegExp(`^${ES}:${place}  [^\\n]*${words}[^\\n]*$`, 'u'));
  });

  it('may be alike in a variant of the language', async () => {
    await folder.write(
      'content/site.yaml',
      SITE.replace('[en, es]', '[en, en-GB]').replace('es: Escríbenos', 'en-GB: Write'),
    );
    await folder.write(`${CAMPAIGN}/en-GB.md`, spanish('The text.'));
    expect(await folder.mistakes()).toEqual([]);
  });

  it.each(['---\n# title: A\n---\n', '---\ntitle:\nsummary:\n---\n\n', '---\ntitle: ""\n---\n'])(
    'that is not begun is a notice, and no mistake: %j',
    async (text) => {
      await folder.write(ES, text);
      const { content, mistakes, notices } = await checkContent(folder.root);
      expect(mistakes).toEqual([]);
      expect(notices).toMatchObject([{ file: ES, line: 1, column: 1 }]);
      expect(content?.campaigns[0]?.texts).toHaveLength(1);
    },
  );
});

describe('a name', () => {
  it.each([
    [`${CAMPAIGN}/ES.md`, 'rename it to es.md'],
    [`${CAMPAIGN}/es-mx.md`, 'add es-MX to locales in content/site.yaml, or rename it to es.md'],
    [`${CAMPAIGN}/fr.md`, 'add fr to locales'],
    [`${CAMPAIGN}/notes.md`, 'no language'],
    [`${UPDATES}/2026-13-news.en.md`, 'its month goes from 01 to 12'],
    [`${UPDATES}/2026-02-30-news.en.md`, 'goes from 01 to 28'],
    [`${UPDATES}/news.en.md`, '2016-01-31-news.en.md'],
    [`${UPDATES}/2026-01-05_news.en.md`, 'rename it to 2026-01-05-news.en.md'],
    [`${UPDATES}/2026-01-05-News.en.md`, 'rename it to 2026-01-05-news.en.md'],
    [`${UPDATES}/2026-1-5-news.en.md`, 'rename it to 2026-01-05-news.en.md'],
    [`${UPDATES}/2026-01-05-news.md`, 'no language: rename it to 2026-01-05-news.en.md'],
    [`${UPDATES}/2026-01-05-news.EN.md`, 'rename it to 2026-01-05-news.en.md'],
    [`${UPDATES}/2026-01-05.en.md`, 'no name follows'],
    [`${UPDATES}/2027-01-05-news.en.md`, 'yet to come'],
    [`${CAMPAIGN}/2026-01-05-news.en.md`, 'into the folder updates'],
    [`${CAMPAIGN}/es.docx`, 'as plain text, under the name es.md'],
    [`${UPDATES}/2026-01-05-news.en.html`, 'under the name 2026-01-05-news.en.md'],
  ])('is mended by what is said of it: %s', async (file, words) => {
    const text = file.startsWith(UPDATES) ? anUpdate('News.') : anUpdate('Texto.', 'title: A\nsummary: B\n');
    await folder.write(file, text);
    const found = await onlyMistake();
    expect(found).toMatch(new RegExp(`^${file}:1:1  [^\\n]*$`, 'u'));
    expect(found).toContain(words);
  });

  it.each([
    ['Clean River', 'but not to clean-river'],
    ['Muddy_River', 'rename it to muddy-river'],
    ['río', 'rename it to rio'],
    ['api', '/api/'],
    ['es', 'pages in that language'],
  ])('is a slug: %s', async (name, words) => {
    await folder.write(`content/campaigns/${name}/en.md`, aText());
    expect(await onlyMistake()).toContain(words);
    expect(await folder.mistakes()).toHaveLength(1);
  });

  it.each([
    ['content/campaigns/clean.md', 'content/campaigns/clean.md', 'outside of a campaign’s folder'],
    ['content/campaigns/2026/dirty/en.md', 'content/campaigns/2026/dirty', 'move a campaign’s folder up'],
    [`${CAMPAIGN}/News/2026-01-05-a.en.md`, `${CAMPAIGN}/News`, 'rename it to updates'],
    [`${UPDATES}/old/2026-01-05-a.en.md`, `${UPDATES}/old`, 'move them up'],
  ])('is in its place: %s', async (file, place, words) => {
    await folder.write(file, aText());
    const found = await onlyMistake();
    expect(found).toMatch(new RegExp(`^${place}:1:1  [^\\n]*$`, 'u'));
    expect(found).toContain(words);
  });
});

describe('a site', () => {
  it.each([
    ['locales: [en, es]', 'locales: [en, pt_BR]', 'write pt-BR'],
    ['locales: [en, es]', 'locales: [EN, es]', 'write en'],
    ['locales: [en, es]', 'locales: [en, spanish]', 'write es'],
    ['locales: [en, es]', 'locales: en, es', 'locales: [en, es]'],
    ['defaultLocale: en', 'defaultLocale: en-us', 'defaultLocale: en-US'],
    ['defaultLocale: en', 'defaultLocale: fr', 'locales: [fr, en, es]'],
    ['America/New_York', 'New York', 'timeZone: America/New_York'],
    ['America/New_York', 'Europe/Berln', 'timeZone: Europe/Berlin'],
    ['en: Write to us,', 'en: Write to us, fr: Écrivez,', 'add fr to locales'],
  ])('says which value is meant, and hides no campaign: %s as %s', async (right, wrong, words) => {
    await folder.write('content/site.yaml', SITE.replace(right, wrong));
    await folder.write(EN, aText('goal: many\n'));
    const found = await folder.mistakes();
    expect(found.some((mistake) => mistake.startsWith(`${EN}:6:7  `))).toBe(true);
    expect(found.filter((mistake) => mistake.startsWith('content/site.yaml')).join('\n')).toContain(words);
  });

  it('is missing, and so is the folder of all campaigns', async () => {
    await rm(join(folder.root, 'content/site.yaml'));
    await folder.write(EN, aText('goal: many\n'));
    expect(await folder.mistakes()).toHaveLength(2);
    await rm(join(folder.root, 'content/campaigns'), { recursive: true });
    expect(await onlyMistake()).toContain('The folder of all campaigns is missing');
    await folder.write('content/campaigns', 'text');
    expect(await onlyMistake()).toContain('should be a folder');
  });

  it('names a folder that is empty, and one without facts', async () => {
    await mkdir(join(folder.root, 'content/campaigns/empty'));
    expect(await onlyMistake()).toMatch(/^content\/campaigns\/empty:1:1 {2}The folder is empty/u);
    await mkdir(join(folder.root, 'content/campaigns/$(reboot)'));
    expect((await folder.mistakes()).join('\n')).not.toMatch(/npm run new -- [^e]/u);
    await rm(join(folder.root, 'content/campaigns/$(reboot)'), { recursive: true });
    await folder.write('content/campaigns/empty/es.md', anUpdate('Texto.', 'title: A\nsummary: B\n'));
    expect(await onlyMistake()).toMatch(/^content\/campaigns\/empty:1:1 {2}The folder has no en\.md/u);
  });

  it('has a sender that would work, where a campaign demands mails', async () => {
    await folder.write(EN, aText('confirmation: required\n'));
    const found = await folder.mistakes({ senderFault: 'is no sender: write an address' });
    expect(found).toEqual([expect.stringMatching(new RegExp(`^${EN}:6:15  .*MAIL_FROM is no sender`, 'u'))]);
  });
});
