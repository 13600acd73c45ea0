import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltSite, readBuiltSite, wordsOf } from '../site/built-site.ts';
import { type FreshProject, makeFreshProject } from '../support/fresh-project.ts';
import { SITE } from '../unit/content-folder.ts';

/** The guide's part that is a story, by heading. */
const [story = ''] = (await readFile('docs/for-editors.md', 'utf8')).split('\n## Facts and words');
const chapters = new Map(
  story.split('\n## ').map((text) => [text.slice(0, text.indexOf('\n')), text] as const),
);

/** The lines of a chapter in blocks of one language. */
function linesOf(chapter: string, language: 'sh' | 'yaml'): string[] {
  const blocks = chapters.get(chapter)?.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gsu')) ?? [];
  return Array.from(blocks, ([, lines = '']) => lines.trim().split('\n')).flat();
}

const [RIVER, SWIM] = ['clean-river', 'swim-again'].map((slug) => `content/campaigns/${slug}`);
const TODAY = new Date().toISOString().slice(0, 10);

let project: FreshProject;

beforeAll(async () => {
  project = await makeFreshProject();
  await project.run('mkdir content');
  await writeFile(join(project.root, 'content/site.yaml'), SITE);
  await writeFile(join(project.root, '.gitignore'), 'node_modules\n.astro/\n.netlify/\ndist/\n');
  await project.run('git add --all && git commit --quiet --message=Clone && git push --quiet origin main');
});

afterAll(() => project.remove());

async function edit(file: string, ...changes: readonly (readonly [from: RegExp | string, to: string])[]) {
  const path = join(project.root, file);
  let text = await readFile(path, 'utf8');
  for (const [from, to] of changes) {
    expect(text, file).toMatch(from);
    text = text.replace(from, to);
  }
  await writeFile(path, text);
}

/** Writes the facts that a chapter shows: in the place of the line that holds each, or of its sample. */
async function writeFacts(file: string, chapter: string) {
  for (const line of linesOf(chapter, 'yaml')) {
    const [key = ''] = line.split(':');
    await edit(file, [new RegExp(`^(?:# )?${key}:.*$`, 'mu'), line]);
  }
}

async function runAll(lines: readonly string[]) {
  for (const line of lines) expect(await project.run(line), line).toMatchObject({ code: 0 });
}

async function expectFine() {
  const [check = ''] = linesOf('When something is wrong', 'sh');
  const { code, said } = await project.run(check);
  expect([code, said], said).toEqual([0, expect.stringContaining('The content is fine: 1 campaign.')]);
}

/** Carries a change to the site as the guide says, and has it merged. */
async function bringToTheSite(branch: string) {
  await runAll(linesOf('Bring it to the site', 'sh').map((line) => line.replaceAll('clean-river', branch)));
  await runAll(['git switch --quiet main', `git merge --quiet ${branch}`, 'git push --quiet origin main']);
}

function h1Of({ pages }: BuiltSite, path: string): string {
  const heading = pages.find((page) => page.path === path)?.elements.find(({ tagName }) => tagName === 'h1');
  return heading ? wordsOf(heading) : '';
}

describe('the editors’ guide', { timeout: 180_000 }, () => {
  it('names a command for each step, and no step that this test does not walk', () => {
    expect([...chapters.keys()].filter((chapter) => linesOf(chapter, 'sh').length > 0)).toEqual([
      'Start',
      'When something is wrong',
      'A new campaign',
      'The same in Spanish',
      'Bring it to the site',
      'News',
      'Another name',
    ]);
    expect(linesOf('Start', 'sh')).toEqual(['npm ci', 'npm start']);
  });

  it('leads from nothing to a draft in two languages', async () => {
    await runAll(linesOf('A new campaign', 'sh'));
    await expectFine();
    await edit(
      `${RIVER}/en.md`,
      [/^title:.*$/mu, 'title: "Give us back a clean river"'],
      [/^summary:.*$/mu, 'summary: "The mill has poured its waste into the river since March."'],
      [
        /\n---\n\n[\s\S]*$/u,
        '\n---\n\n**Children can no longer swim there.**\n\n## What we demand\n\n1. Stop it.\n',
      ],
    );
    await runAll(linesOf('The same in Spanish', 'sh'));
    await expectFine();
    await edit(
      `${RIVER}/es.md`,
      [/^title:$/mu, 'title: "Devuélvannos un río limpio"'],
      [/^summary:$/mu, 'summary: "La fábrica vierte sus residuos en el río desde marzo."'],
      [
        /\n---\n$/u,
        '\n---\n\n**Los niños ya no pueden bañarse allí.**\n\n## Lo que pedimos\n\n1. Que pare.\n',
      ],
    );
    await expectFine();
    await bringToTheSite('clean-river');
  });

  it('publishes it, and tells news of it', async () => {
    await writeFacts(`${RIVER}/en.md`, 'Publish it');
    await expectFine();
    await bringToTheSite('publish');
    await runAll(linesOf('News', 'sh'));
    await expectFine();
    const [update = ''] = await readdir(join(project.root, `${RIVER}/updates`));
    await edit(`${RIVER}/updates/${update}`, [/^title:.*$/mu, 'title: "500 names in a week"']);
    await expectFine();
    await bringToTheSite('news');
  });

  it('renames it, and stops whoever forgets the old name', async () => {
    await runAll(linesOf('Another name', 'sh'));
    const forgotten = await project.run('npm run check:content');
    expect(forgotten).toMatchObject({
      code: 1,
      said: expect.stringContaining('formerly: [clean-river]') as string,
    });
    await writeFacts(`${SWIM}/en.md`, 'Another name');
    await expectFine();
    await bringToTheSite('another-name');
  });

  it('ends it as won, and the site is built from all of that', async () => {
    await writeFacts(`${SWIM}/en.md`, 'Closed, or won');
    await edit(`${SWIM}/en.md`, [/^closes:.*$/mu, `closes: ${TODAY}`]);
    await expectFine();
    await bringToTheSite('won');
    const built = await project.run('npm run build', {
      CONTEXT: 'production',
      URL: 'https://petition.example',
    });
    expect(built, built.said).toMatchObject({ code: 0 });
    const site = await readBuiltSite(project.root);
    expect(h1Of(site, '/swim-again/')).toBe('Give us back a clean river');
    expect(h1Of(site, '/es/swim-again/')).toBe('Devuélvannos un río limpio');
    const page = (path: string) => site.pages.find((each) => each.path === path)?.html ?? '';
    expect(page('/swim-again/')).toContain('Won');
    expect(page('/es/swim-again/')).toContain('Ganada');
    expect(page('/swim-again/')).not.toMatch(/<form id="sign"|noindex/u);
    const [news = ''] = [...site.paths].filter((path) => /^\/swim-again\/updates\/.*-thanks\/$/u.test(path));
    expect(h1Of(site, news)).toBe('500 names in a week');
    expect(page('/swim-again/')).toContain(`href="${news}"`);
    expect(await readFile(join(site.dist, 'swim-again/feed.xml'), 'utf8')).toContain('500 names in a week');
    const redirects = await readFile(join(site.dist, '_redirects'), 'utf8');
    expect(redirects).toMatch(/^\/clean-river\/\S* +\/swim-again\//mu);
  });
});
