import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { format } from 'prettier';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkContent } from '#campaigns/content.ts';
import { openDialog } from '#cli/command/dialog.ts';
import { makeNew } from '#cli/content/new-command.ts';
import { type ContentFolder, makeSiteFolder } from '../unit/content-folder.ts';
import { endOf } from './end-of.ts';

const NOW = new Date('2026-11-27T03:00:00Z');

let folder: ContentFolder;

beforeEach(async () => {
  folder = await makeSiteFolder();
});

afterEach(() => folder.remove());

const read = (file: string) => readFile(join(folder.root, file), 'utf8');
const run = (...args: string[]) => endOf((given, io) => makeNew(given, io, NOW), args, { root: folder.root });

/** Runs the command at a terminal at which somebody types lines. */
async function answer(args: string[], lines: string[]) {
  const input = new PassThrough();
  const output = new PassThrough();
  const signal = new AbortController().signal;
  input.end(lines.map((line) => `${line}\n`).join(''));
  const ended = await endOf((given, io) => makeNew(given, io, NOW), args, {
    root: folder.root,
    openDialog: () => openDialog({ input, output }, signal),
  });
  return { ...ended, shown: String(output.read() ?? '') };
}

/** Every file of content/, with its text. */
async function files(): Promise<Record<string, string>> {
  const names = await readdir(join(folder.root, 'content'), { recursive: true, withFileTypes: true });
  const paths = names.filter((name) => name.isFile()).map((name) => join(name.parentPath, name.name));
  const texts = await Promise.all(paths.map(async (path) => [path, await readFile(path, 'utf8')] as const));
  return Object.fromEntries(texts);
}

/** Holds each file against the check, and against Prettier with quotes as editors write them. */
async function expectFine(): Promise<void> {
  expect(await folder.mistakes()).toEqual([]);
  for (const [path, text] of Object.entries(await files())) {
    if (path.endsWith('site.yaml')) continue;
    expect(await format(text, { filepath: path, printWidth: 110, proseWrap: 'preserve' }), path).toBe(text);
  }
}

async function onlyCampaign() {
  const { content } = await checkContent(folder.root);
  const [campaign, ...others] = content?.campaigns ?? [];
  expect(others).toEqual([]);
  return campaign;
}

describe('npm run new, with flags', () => {
  it('makes a campaign of what is given, and asks nothing', async () => {
    const { code, stderr } = await answer(
      [
        'clean-river',
        ...['--title', 'Clean river: give it "back"', '--summary', '# 1: it’s ‘ours’', '--goal', '5,000'],
        ...['--target', '“The council”', '--closes', '2027-01', '--ask', 'postalCode, updates'],
        ...['--languages', 'es'],
      ],
      [],
    );
    expect([code, stderr]).toEqual([0, '']);
    const campaign = await onlyCampaign();
    expect(campaign).toMatchObject({
      campaign: {
        status: 'draft',
        goal: 5000,
        target: '“The council”',
        closes: '2027-01',
        ask: ['postalCode', 'updates'],
      },
      texts: [{ words: { title: 'Clean river: give it "back"', summary: '# 1: it’s ‘ours’' } }],
    });
    expect(Object.keys(await files()).join()).toContain('clean-river/es.md');
    await expectFine();
  });

  it('makes a campaign with placeholders where nothing is given, and no terminal is there', async () => {
    expect(await run('clean-river')).toMatchObject({ code: 0, stderr: '' });
    await expectFine();
  });

  it.each([
    [['clean-river', '--goal', '1,5', '--closes', 'soon'], /--goal must be.*\n--closes must be/u],
    [['clean-river', '--title', ' '], /--title is empty/u],
    [['clean-river', '--opens', '2026-03', '--closes', '2026-02'], /before `opens`/u],
    [['clean-river', '--languages', 'fr'], /--languages must be other languages of the site: es/u],
    [['clean-river', '--ask', 'phone'], /--ask must be one of/u],
    [['clean-river', '--date', '2026-01-01'], /--date does not go with a campaign/u],
    [['clean-river', '--locale', 'es', '--goal', '5'], /--goal does not go with --locale/u],
    [['clean-river', '--gaol', '5'], /--gaol/u],
    [['clean-river', 'thanks'], /Makes new files/u],
    [['--update'], /Makes new files/u],
    [['clean-river', '--update', '--replace-example'], /not both/u],
  ])('refuses %j, and writes nothing', async (args, why) => {
    const before = await files();
    expect(await run(...args)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(why) as string,
    });
    expect(await files()).toEqual(before);
  });

  it('says how to rename a campaign', async () => {
    expect((await run('--help')).stdout).toContain('formerly: [old-name]');
  });
});

describe('npm run new, at a terminal', () => {
  it('asks for what a campaign needs, again where an answer is wrong', async () => {
    const lines = ['A river: ours', 'Give it back.', 'The council', 'many', '500', '', 'postalCode', 'es'];
    const { code, shown } = await answer(['clean-river'], lines);
    expect(code).toBe(0);
    expect(shown).toMatch(
      /Title.*\n> .*Summary.*\n> .*address.*\n> .*signatures.*\n> This must be a whole/su,
    );
    expect(await onlyCampaign()).toMatchObject({
      campaign: { goal: 500, target: 'The council', closes: null, ask: ['postalCode'] },
      texts: [{ words: { title: 'A river: ours', summary: 'Give it back.' } }],
    });
    await expectFine();
  });

  it('takes an empty answer to each question', async () => {
    expect(
      await answer(
        ['clean-river'],
        Array.from({ length: 7 }, () => ''),
      ),
    ).toMatchObject({ code: 0 });
    await expectFine();
  });

  it('writes nothing where somebody leaves before the end', async () => {
    const before = await files();
    expect(await answer(['clean-river'], ['A title'])).toMatchObject({ code: 130 });
    expect(await files()).toEqual(before);
  });

  it('asks nothing of a campaign that cannot be made', async () => {
    expect(await answer(['privacy'], [])).toMatchObject({ code: 2, shown: '' });
  });
});

describe('npm run new -- --update', () => {
  beforeEach(() => run('clean-river'));

  it('makes dated news, today in the time zone of the site', async () => {
    const { code, stdout } = await run('clean-river', '--update', 'thanks');
    expect([code, stdout]).toEqual([0, expect.stringContaining('updates/2026-11-26-thanks.en.md')]);
    await expectFine();
  });

  it('takes date, title and link, and starts other languages empty', async () => {
    const flags = [
      '--date',
      '2026-10',
      '--title',
      '30 días: ¡gracias!',
      '--link',
      'https://press.example/a?b=#c',
    ];
    expect(await run('clean-river', '--update', ...flags, '--locale', 'en,es')).toMatchObject({ code: 0 });
    const stem = 'content/campaigns/clean-river/updates/2026-10-news-30-dias-gracias';
    expect(await read(`${stem}.es.md`)).toContain('# en: 30 días: ¡gracias!\ntitle:\n');
    expect((await onlyCampaign())?.updates).toMatchObject([
      {
        texts: [
          { locale: 'en', words: { title: '30 días: ¡gracias!', link: 'https://press.example/a?b=#c' } },
        ],
      },
    ]);
    await expectFine();
  });

  it('translates news that are there', async () => {
    await run('clean-river', '--update', 'thanks', '--title', 'Thanks');
    expect(await run('clean-river', '--update', 'thanks', '--locale', 'es')).toMatchObject({ code: 0 });
    expect(await read('content/campaigns/clean-river/updates/2026-11-26-thanks.es.md')).toContain(
      '# en: Thanks',
    );
  });

  it('asks at a terminal', async () => {
    const { code } = await answer(['clean-river', '--update'], ['2026-11-20', 'A full hall', '', 'es']);
    expect(code).toBe(0);
    expect(Object.keys(await files()).join()).toMatch(
      /2026-11-20-a-full-hall\.en\.md.*2026-11-20-a-full-hall\.es\.md/u,
    );
    await expectFine();
  });

  it.each([
    [['x', '--update'], /no campaign “x”/u],
    [['clean-river', '--update', '--date', '2026-02-30'], /--date is not a day/u],
    [['clean-river', '--update', '--date', '2026-12-01'], /after today/u],
    [['clean-river', '--update', 'Thank You'], /cannot name an update/u],
    [['clean-river', '--update', '--locale', 'fr'], /does not speak fr/u],
    [['clean-river', '--update', '--link', 'press'], /--link must be an address/u],
  ])('refuses %j, and writes nothing', async (args, why) => {
    const before = await files();
    expect(await run(...args)).toMatchObject({ code: 2, stderr: expect.stringMatching(why) as string });
    expect(await files()).toEqual(before);
  });
});

describe('npm run new', () => {
  it('writes nothing outside content/, where a link leads there', async () => {
    const outside = join(folder.root, 'outside');
    await mkdir(outside);
    await run('linked-river', '--title', 'A river');
    await symlink(outside, join(folder.root, 'content/campaigns/linked-river/updates'));
    expect(await run('linked-river', '--update', 'thanks', '--title', 'Thanks')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('leads out of content/') as string,
    });
    expect(await readdir(outside)).toEqual([]);
  });
});

const EXAMPLE = join(process.cwd(), 'content');

// A site of somebody’s own has no example any more.
describe.skipIf(!existsSync(join(EXAMPLE, 'campaigns/stop-the-raids')))(
  'npm run new -- --replace-example',
  () => {
    const flags = [
      '--organization',
      'River: "Keepers"',
      '--contact',
      'en=Write to us: 1 Quay',
      '--contact',
      'es=Escríbenos',
    ];

    beforeEach(() => cp(EXAMPLE, join(folder.root, 'content'), { recursive: true }));

    it('puts a site of your own in the place of the example', async () => {
      const more = [
        '--time-zone',
        'Europe/Berlin',
        '--quick-exit',
        'https://weather.example/',
        '--title',
        'Ours',
      ];
      const { code, stderr } = await run('clean-river', '--replace-example', ...flags, ...more);
      expect([code, stderr]).toEqual([0, '']);
      const { content } = await checkContent(folder.root);
      expect(content).toMatchObject({
        site: {
          organization: {
            name: 'River: "Keepers"',
            contact: { en: 'Write to us: 1 Quay', es: 'Escríbenos' },
          },
          defaultLocale: 'en',
          locales: ['en', 'es'],
          timeZone: 'Europe/Berlin',
          quickExit: 'https://weather.example/',
          retention: 180,
        },
        campaigns: [{ campaign: { slug: 'clean-river' }, texts: [{ words: { title: 'Ours' } }] }],
      });
      await expectFine();
      const site = await read('content/site.yaml');
      expect(await format(site, { parser: 'yaml', printWidth: 110 })).toBe(site);
    });

    it('asks at a terminal, and makes a site in one language', async () => {
      const lines = [
        '',
        'River Keepers',
        'es',
        '',
        '',
        '',
        'Escríbenos',
        ...Array.from({ length: 6 }, () => ''),
      ];
      expect(await answer(['clean-river', '--replace-example'], lines)).toMatchObject({ code: 0 });
      expect((await checkContent(folder.root)).content).toMatchObject({
        site: { defaultLocale: 'es', locales: ['es'], organization: { contact: { es: 'Escríbenos' } } },
        campaigns: [{ texts: [{ locale: 'es' }] }],
      });
      await expectFine();
    });

    it.each([
      [
        'is there no more',
        () => rm(join(folder.root, 'content/campaigns/stop-the-raids'), { recursive: true }),
        /not there any more/u,
      ],
      [
        'has another text',
        () => change('content/campaigns/stop-the-raids/en.md', 'The raids are unjust', 'Mine'),
        /people could have signed/u,
      ],
      [
        'holds files of somebody',
        () => folder.write('content/campaigns/stop-the-raids/fr.png', 'x'),
        /fr\.png/u,
      ],
      [
        'holds hidden files of somebody',
        () => folder.write('content/campaigns/stop-the-raids/updates/.notes.md', 'x'),
        /\.notes\.md/u,
      ],
      [
        'stands beside what the law asks of somebody',
        async () =>
          folder.write(
            'content/site.yaml',
            `${await read('content/site.yaml')}\nlegal:\n  controller: River Keepers\n`,
          ),
        /would be lost/u,
      ],
      [
        'stands beside a site that is somebody’s',
        () => change('content/site.yaml', 'at the address it publishes on its own website', 'here'),
        /no longer the example’s/u,
      ],
    ])('refuses, and removes nothing, where the example %s', async (_, spoil, why) => {
      await spoil();
      const before = await files();
      expect(await run('clean-river', '--replace-example', ...flags)).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(why) as string,
      });
      expect(await files()).toEqual(before);
    });

    it.each([
      [[], /Say who you are/u],
      [flags.slice(0, 4), /--contact es/u],
      [[...flags, '--time-zone', 'Mars'], /--time-zone is not a known time zone/u],
      [[...flags, '--contact', 'Write'], /takes a language and its words/u],
      [[...flags, '--goal', 'x'], /--goal must be/u],
    ])('refuses %j, and removes nothing', async (given, why) => {
      const before = await files();
      expect(await run('clean-river', '--replace-example', ...given)).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(why) as string,
      });
      expect(await files()).toEqual(before);
    });

    async function change(file: string, from: string, to: string): Promise<void> {
      const text = await read(file);
      expect(text).toContain(from);
      await folder.write(file, text.replace(from, to));
    }
  },
);
