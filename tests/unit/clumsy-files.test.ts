import { mkdir, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCampaign } from '#campaigns/campaign-file.ts';
import { checkContent } from '#campaigns/content.ts';
import { newTranslation } from '#campaigns/new-campaign.ts';
import { readSite } from '#campaigns/site-file.ts';
import { aText, anUpdate, CAMPAIGN, type ContentFolder, makeContentFolder, SITE } from './content-folder.ts';

const PAGE = `${CAMPAIGN}/en.md`;
const UPDATE = `${CAMPAIGN}/updates/2016-01-31-thanks.en.md`;
const WHOLE: Readonly<Record<string, string>> = {
  [PAGE]: aText(),
  [UPDATE]: anUpdate('News.'),
  'content/site.yaml': SITE,
};

let folder: ContentFolder;

beforeEach(async () => {
  folder = await makeContentFolder();
});

afterEach(() => folder.remove());

function bigEndian(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

describe.each(Object.entries(WHOLE))('%s', (file, text) => {
  it.each([
    ['with a byte order mark', `\uFEFF${text}`],
    ['with the line endings of Windows', text.replaceAll('\n', '\r\n')],
    ['with both', `\uFEFF${text.replaceAll('\n', '\r\n')}`],
  ])('is read %s', async (_how, saved) => {
    await folder.write(file, saved);
    expect(await folder.mistakes()).toEqual([]);
    const { content } = await checkContent(folder.root);
    expect(content?.site.organization.name).toBe('River Keepers');
    expect(content?.campaigns[0]?.texts[0]?.words.title).toBe('A clean river');
  });

  it.each([
    ['little endian', Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['big endian', bigEndian(`\uFEFF${text}`)],
    ['little endian, without a mark', Buffer.from(text, 'utf16le')],
    ['big endian, without a mark', bigEndian(text)],
  ])('is named when it is saved as UTF-16: %s', async (_how, saved) => {
    await folder.write(file, saved);
    expect(await folder.mistakes()).toEqual([`${file}:1:1  This file is saved as UTF-16: save it as UTF-8`]);
  });

  it('is named when it is in an old encoding, at the letter that got lost', async () => {
    await folder.write(file, Buffer.from(`${text}# Señora\n`, 'latin1'));
    const [found = ''] = (await folder.mistakes()).filter((mistake) => mistake.includes('UTF-8'));
    expect(found).toMatch(
      new RegExp(`^${file}:\\d+:\\d+  This file is not saved as UTF-8, and letters get lost from here on`),
    );
  });

  it('is named when it holds a zero byte, together with all its other mistakes', async () => {
    await folder.write(file, `${text}# \u0000\n# \u0007 and \u202E\n`);
    const places = (await folder.mistakes()).map((mistake) => mistake.split('  There is ')[0]);
    const last = text.split('\n').length;
    expect(places).toEqual(
      expect.arrayContaining([`${file}:${last}:3`, `${file}:${last + 1}:3`, `${file}:${last + 1}:9`]),
    );
  });

  it('is named when it leads to a file elsewhere', async () => {
    const path = join(folder.root, file);
    await folder.write('secret', text);
    await mkdir(dirname(path), { recursive: true });
    await rm(path, { force: true });
    await symlink(join(folder.root, 'secret'), path);
    expect(await folder.mistakes()).toEqual([
      `${file}:1:1  This file is a link to a file outside content/: put the file itself here`,
    ]);
  });
});

describe('a file of content', () => {
  it('is named when it is a folder', async () => {
    await mkdir(join(folder.root, `${CAMPAIGN}/es.md`));
    expect(await folder.mistakes()).toEqual([
      `${CAMPAIGN}/es.md:1:1  This is a folder, and should be a file: rename it`,
    ]);
  });

  it('is named when its name is a day that there is not', async () => {
    const file = `${CAMPAIGN}/updates/2016-02-30-thanks.en.md`;
    await folder.write(file, anUpdate('News.'));
    expect((await folder.mistakes())[0]).toMatch(
      new RegExp(`^${file}:1:1  The file is not named as an update`),
    );
  });

  it.each(['2016-01-31', '2016-01-31-', '2016-01-5-x', '9999-12-31-x', '0000-01-01-x'])(
    'is named when it is an update whose name holds no day that is meant: %s',
    async (name) => {
      const file = `${CAMPAIGN}/updates/${name}.en.md`;
      await folder.write(file, anUpdate('News.'));
      expect((await folder.mistakes())[0]).toMatch(
        new RegExp(`^${file}:1:1  The file is not named as an update`),
      );
    },
  );

  it.each([
    ['es.MD', 'es.md'],
    ['es.markdown', 'es.md'],
    ['es.md.txt', 'es.md'],
    ['es.txt', 'es.md'],
    ['updates/2016-01-31-thanks.en.mdx', '2016-01-31-thanks.en.md'],
    ['updates/2016-01-31-thanks.en.Markdown', '2016-01-31-thanks.en.md'],
  ])('is named when nobody would read it: %s', async (name, right) => {
    await folder.write(`${CAMPAIGN}/${name}`, aText());
    expect(await folder.mistakes()).toEqual([
      `${CAMPAIGN}/${name}:1:1  The file is not read, because texts end in .md: rename it to ${right}`,
    ]);
  });

  it.each([
    ['itself', 'es.md'],
    ['nothing', 'nobody.md'],
  ])('is named when it is a link to %s', async (_what, target) => {
    await symlink(target, join(folder.root, CAMPAIGN, 'es.md'));
    expect(await folder.mistakes()).toEqual([
      `${CAMPAIGN}/es.md:1:1  This file is a link that leads nowhere: put the file itself here`,
    ]);
  });

  it.each(['index', 'api', '404', 'es'])(
    'is named when its folder is an address of the site: %s',
    async (slug) => {
      await folder.write(`content/campaigns/${slug}/en.md`, aText());
      expect(await folder.mistakes()).toEqual([
        expect.stringMatching(
          new RegExp(
            `^content/campaigns/${slug}:1:1  The folder’s name is an address of the site itself, .*/${slug}/: rename the folder, such as to ${slug}-campaign$`,
            'u',
          ),
        ),
      ]);
    },
  );

  it('is named when its folder is a link to itself', async () => {
    await symlink('loop', join(folder.root, 'content/campaigns/loop'));
    expect(await folder.mistakes()).toHaveLength(1);
  });

  it.each(['5', 'true', '- 5', '"words"'])(
    'is named when its front matter is no map but %s',
    async (front) => {
      await folder.write(UPDATE, anUpdate('News.', `${front}\n`));
      const [found = ''] = await folder.mistakes();
      expect(found).toMatch(/no keys? ?/u);
      expect(found).not.toContain('Invalid type');
    },
  );

  it('is named at every place of its text and its front matter, in one run', async () => {
    await folder.write(PAGE, aText('goal: many\n', '<b>x</b>\n\nA \u0007 bell.'));
    expect((await folder.mistakes()).map((mistake) => mistake.split(' ')[0])).toEqual([
      `${PAGE}:6:7`,
      `${PAGE}:9:1`,
      `${PAGE}:11:3`,
    ]);
  });

  it.each([
    ['- title\n', 'no keys here'],
    ['title\n', 'without a colon'],
    ['title: *nobody\n', 'begins with *'],
    ['a: &a [x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b, *b, *b, *b]\ntitle: x\n', ''],
    [
      `a0: &a0 [x]\n${Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`).join('')}`,
      'not a key we know',
    ],
  ])('is named when its front matter is %j', async (front, words) => {
    await folder.write(UPDATE, anUpdate('News.', front));
    const [found = ''] = await folder.mistakes();
    expect(found).toMatch(new RegExp(`^${UPDATE}:\\d+:\\d+ `));
    expect(found).toContain(words);
  });

  it('cannot move the cursor of a terminal', async () => {
    await folder.write('content/campaigns/a\u001b[2Jb\u202E/en.md', aText());
    await folder.write(`${CAMPAIGN}/updates/x\n::error::y.en.md`, anUpdate('News.'));
    for (const mistake of await folder.mistakes()) expect(mistake, mistake).not.toMatch(/[\p{Cc}\u202E]/u);
  });

  it('is refused to functions in the same words', async () => {
    const site = await readSite(folder.root);
    await folder.write(PAGE, Buffer.from(aText(), 'utf16le'));
    await expect(readCampaign(folder.root, 'clean-river', site)).rejects.toThrow(/UTF-16/u);
  });

  it('is read like this too where its words are laid out for a translator', async () => {
    const site = await readSite(folder.root);
    await folder.write(PAGE, `\uFEFF${aText().replaceAll('\n', '\r\n')}`);
    await newTranslation(folder.root, 'clean-river', 'es', site);
    expect(await folder.mistakes()).toEqual([]);
    await folder.write(PAGE, Buffer.from(aText(), 'utf16le'));
    const made = await newTranslation(folder.root, 'clean-river', 'es', site);
    expect(made).toMatchObject({ kind: 'refused', why: expect.stringContaining('UTF-16') as string });
  });
});
