import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { textDigest } from '#campaigns/text-digest.ts';
import { listTexts } from '#cli/text/text-command.ts';
import { aText, CAMPAIGN, SITE } from '../unit/content-folder.ts';
import { endOf } from './end-of.ts';
import { type GitFolder, makeGitFolder } from './git-folder.ts';

let folder: GitFolder;

beforeEach(async () => {
  folder = await makeGitFolder();
  return () => folder.remove();
});

const list = (slug = 'clean-river') => endOf(listTexts, [slug], { root: folder.root });

/** The digest of a text that `aText` writes, made here once more from the contract's words. */
function digestOf(
  body: string,
  { locale = 'en', title = 'A clean river', target = 'The river authority' } = {},
) {
  return textDigest({ locale, title, summary: 'What it asks for.', target, body: `\n${body}\n` });
}

function rows(stdout: string): string[] {
  return stdout
    .split('\n')
    .map((line) => line.replaceAll(/\b[0-9a-f]{12}\b/gu, 'COMMIT').replace(/\s+$/u, ''));
}

describe('npm run text', () => {
  it.each([
    ['content/site.yaml', SITE.replace('https://www.weather.gov/', 'nowhere')],
    [`${CAMPAIGN}/updates/2026-13-news.en.md`, 'No front matter.'],
    ['content/campaigns/a-wood/en.md', 'No front matter.'],
  ])('needs nothing of %s, whatever its mistakes', async (file, text) => {
    const before = await list();
    await folder.write(file, text);
    expect(await list()).toEqual(before);
    expect(before.stdout).toContain('The texts of clean-river');
  });

  it('lists each text with its digest, and the first and last day of each', async () => {
    await folder.commit('2026-01-10');
    await folder.write(`${CAMPAIGN}/en.md`, aText('', 'Another text.'));
    await folder.commit('2026-02-10');
    const { code, stdout, stderr } = await list();
    expect([code, stderr]).toEqual([0, '']);
    expect(rows(stdout)).toEqual([
      'The texts of clean-river',
      '',
      'en',
      `  ${digestOf('Another text.')}  2026-02-10 – now         COMMIT  A clean river`,
      `  ${digestOf('The text.')}  2026-01-10 – 2026-02-10  COMMIT  A clean river`,
      '',
    ]);
  });

  it('is the contract’s digest, to the byte', async () => {
    // sha256 of ["en","A clean river","What it asks for.","The river authority","\nThe text.\n"], by another program.
    expect((await list()).stdout).toContain(' 6c768fb02dd58596 ');
  });

  it('says what no commit holds yet', async () => {
    await folder.commit('2026-01-10');
    await folder.write(`${CAMPAIGN}/en.md`, aText('', 'Another text.'));
    const lines = rows((await list()).stdout);
    expect(lines[3]).toMatch(new RegExp(`^ {2}${digestOf('Another text.')} {2}no commit – now `, 'u'));
    expect(lines[4]).toMatch(new RegExp(`^ {2}${digestOf('The text.')} {2}2026-01-10 – no commit `, 'u'));
  });

  it('lists every language, with the target that it inherits or has itself', async () => {
    const spanish = (more: string) =>
      `---\ntitle: Un río\nsummary: What it asks for.\n${more}---\n\nEl texto.\n`;
    await folder.write(`${CAMPAIGN}/es.md`, spanish(''));
    await folder.commit('2026-01-10');
    await folder.write(`${CAMPAIGN}/es.md`, spanish('target: El alcalde\n'));
    await folder.commit('2026-02-10');
    const es = { locale: 'es', title: 'Un río' };
    expect(rows((await list()).stdout).slice(4)).toEqual([
      '',
      'es',
      `  ${digestOf('El texto.', { ...es, target: 'El alcalde' })}  2026-02-10 – now         COMMIT  Un río`,
      `  ${digestOf('El texto.', es)}  2026-01-10 – 2026-02-10  COMMIT  Un río`,
      '',
    ]);
  });

  it('goes on under former slugs, and under names that only git knows', async () => {
    await folder.commit('2026-01-10');
    const moves = ['blue-river', 'green-river', 'red-river'];
    let from = CAMPAIGN;
    for (const [index, slug] of moves.entries()) {
      await rename(join(folder.root, from), join(folder.root, `content/campaigns/${slug}`));
      from = `content/campaigns/${slug}`;
      await folder.commit(`2026-0${index + 2}-10`);
    }
    await folder.write(`${from}/en.md`, aText('formerly: [clean-river]\n', 'Another text.'));
    await folder.commit('2026-08-10');
    for (const slug of ['red-river', 'clean-river']) {
      const { stdout } = await list(slug);
      expect(rows(stdout).slice(0, 5), slug).toEqual([
        'The texts of red-river, formerly clean-river',
        '',
        'en',
        `  ${digestOf('Another text.')}  2026-08-10 – now         COMMIT  A clean river`,
        `  ${digestOf('The text.')}  2026-01-10 – 2026-08-10  COMMIT  A clean river`,
      ]);
    }
  });

  it('ends a text on the day on which its file went', async () => {
    await folder.write(`${CAMPAIGN}/es.md`, '---\ntitle: Un río\nsummary: Lo que pide.\n---\n\nEl texto.\n');
    await folder.commit('2026-01-10');
    await folder.git('rm', '--quiet', `${CAMPAIGN}/es.md`);
    await folder.commit('2026-03-10');
    expect((await list()).stdout).toMatch(/2026-01-10 – 2026-03-10 {2}\w+ {2}Un río/u);
  });

  it('marks what was never more than a draft, and names what nobody can read', async () => {
    await folder.write(`${CAMPAIGN}/en.md`, aText('', 'Draft.').replace('active', 'draft'));
    await folder.commit('2026-01-10');
    await folder.write(`${CAMPAIGN}/en.md`, aText().replace('active', 'unsure'));
    await folder.commit('2026-02-10');
    await folder.write(`${CAMPAIGN}/en.md`, aText());
    await folder.commit('2026-03-10');
    const { stdout } = await list();
    expect(stdout).toMatch(/2026-01-10 – 2026-03-10 .* A clean river \(draft: nobody signed it\)\n/u);
    expect(stdout).toMatch(
      /\n\nNobody can read any more:\n {2}2026-02-10, commit \w{12}: .*en\.md:2:9  `status`/u,
    );
  });

  it('lists what there is in a shallow clone, and without git, and says what it cannot know', async () => {
    await folder.commit('2026-01-10');
    await folder.write(`${CAMPAIGN}/en.md`, aText('', 'Another text.'));
    await folder.commit('2026-02-10');
    await folder.git('clone', '--quiet', '--depth=1', `file://${folder.root}`, 'clone');
    const clone = await endOf(listTexts, ['clean-river'], { root: join(folder.root, 'clone') });
    expect(clone).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('lacks its older commits') as unknown,
    });
    expect(clone.stdout).not.toContain(digestOf('The text.'));
    await rename(join(folder.root, '.git'), join(folder.root, 'gone'));
    const { code, stdout, stderr } = await list();
    expect([code, stdout.split('\n')[3]]).toEqual([
      0,
      `  ${digestOf('Another text.')}  now                      A clean river`,
    ]);
    expect(stderr).toContain('What stood before is unknown: this folder is no git repository.');
  });

  it('says which campaigns there are, and what keeps one from being read', async () => {
    expect(await list('nowhere')).toMatchObject({
      code: 2,
      stderr: 'There is no campaign “nowhere”. There are: clean-river\n',
    });
    await folder.write(`${CAMPAIGN}/en.md`, aText().replace('active', 'unsure'));
    expect(await list()).toMatchObject({ code: 2, stderr: expect.stringContaining('en.md:2:9') as unknown });
    for (const args of [[], ['clean-river', 'another']])
      expect((await endOf(listTexts, args, { root: folder.root })).code, args.join()).toBe(2);
    expect(await endOf(listTexts, ['--help'], { root: folder.root })).toMatchObject({ code: 0, stderr: '' });
  });
});
