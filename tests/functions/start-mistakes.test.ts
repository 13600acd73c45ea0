import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StartedProject, startProject } from '../support/started-project.ts';
import {
  aText,
  anUpdate,
  CAMPAIGN,
  type ContentFolder,
  makeSiteFolder,
  SITE,
} from '../unit/content-folder.ts';

const BLUE = 'content/campaigns/blue-river/en.md';
const EN = `${CAMPAIGN}/en.md`;
const ES = `${CAMPAIGN}/es.md`;
const SPANISH = '---\ntitle: Un río limpio\nsummary: Lo que pide.\n---\n\nEl texto.\n';
const UPDATE = `${CAMPAIGN}/updates/2026-01-first.en.md`;

/** The machine may be busy, and every page is made anew. */
const SOON = { timeout: 30_000 };

let folder: ContentFolder;
let project: StartedProject;

beforeAll(async () => {
  folder = await makeSiteFolder();
  await folder.write('content/site.yaml', 'organization: River Keepers\n');
  await folder.write(EN, aText());
  await folder.write(ES, SPANISH);
  await folder.write(UPDATE, anUpdate('News.'));
  await folder.write(BLUE, aText().replace('A clean river', 'A blue river'));
  const counting = new URL('count-reads.ts', import.meta.url).href;
  project = await startProject(folder.root, { NODE_OPTIONS: `--import=${counting}` });
}, 60_000);

afterAll(async () => {
  await project.stop();
  await folder.remove();
});

async function look(path: string): Promise<{ status: number; html: string }> {
  const answer = await fetch(project.origin + path);
  return { status: answer.status, html: await answer.text() };
}

async function statuses(...paths: readonly string[]): Promise<number[]> {
  return Promise.all(paths.map(async (path) => (await look(path)).status));
}

/** How often the terminal said something. */
function timesSaid(words: string): number {
  return project.said().split(words).length - 1;
}

const CAMPAIGN_PAGES = ['/clean-river/', '/es/clean-river/'] as const;
const ALL_PAGES = ['/', '/es/', ...CAMPAIGN_PAGES, '/blue-river/', '/privacy/'] as const;

describe('npm start over content with mistakes', { timeout: 120_000 }, () => {
  it('starts without a readable site.yaml, and shows on every page what is wrong', async () => {
    await expect.poll(() => timesSaid('content/site.yaml:1:'), SOON).toBeGreaterThan(0);
    expect(await statuses(...ALL_PAGES)).toEqual(ALL_PAGES.map(() => 500));
    expect((await look('/blue-river/')).html).toContain('content/site.yaml:1:');
    await folder.write('content/site.yaml', SITE);
    await expect.poll(() => statuses(...ALL_PAGES), SOON).toEqual(ALL_PAGES.map(() => 200));
    await expect.poll(() => timesSaid('The content is fine again.'), SOON).toBe(1);
  });

  it.each([
    ['of the facts on all of the campaign', EN, aText('goal: many\n'), [500, 500], `${EN}:6:7`],
    [
      'of a translation on its pages',
      ES,
      SPANISH.replace('title: Un río limpio\n', ''),
      [200, 500],
      `${ES}:`,
    ],
    ['of an update on the campaign in its language', UPDATE, anUpdate('News.', ''), [500, 200], `${UPDATE}:`],
  ])('shows a mistake %s, and all else works', async (_what, file, broken, expected, place) => {
    const before = { [EN]: aText(), [ES]: SPANISH, [UPDATE]: anUpdate('News.') }[file] ?? '';
    await folder.write(file, broken);
    await expect.poll(() => statuses(...CAMPAIGN_PAGES), SOON).toEqual(expected);
    const path = CAMPAIGN_PAGES[expected.indexOf(500)] ?? '';
    const { html } = await look(path);
    expect(html).toContain(place);
    // Nothing comes from elsewhere, and nothing frightens.
    expect(html).not.toMatch(/https?:\/\/|\bat .*:\d+:\d+\)/u);
    expect(await statuses('/', '/es/', '/blue-river/', '/privacy/', '/organizers/')).toEqual([
      200, 200, 200, 200, 200,
    ]);
    expect((await look('/')).html).toContain('A blue river');
    expect((await look('/')).html.includes('A clean river')).toBe(file !== EN);
    const api = await fetch(`${project.origin}/api/campaigns/clean-river/count`);
    expect(api.status).toBe(file === EN ? 503 : 200);
    await expect.poll(() => timesSaid(place), SOON).toBe(1);
    // Another edit does not tell it again.
    await folder.write(
      BLUE,
      aText()
        .replace('A clean river', 'A blue river\nsummary: Of it')
        .replace(/^summary: What.*\n/mu, ''),
    );
    await expect.poll(async () => (await look('/')).html, SOON).toContain('Of it');
    expect(timesSaid(place)).toBe(1);
    await folder.write(BLUE, aText().replace('A clean river', 'A blue river'));
    await folder.write(file, before);
    await expect.poll(() => statuses(...CAMPAIGN_PAGES), SOON).toEqual([200, 200]);
  });

  it('shows what belongs to no page on the list of campaigns', async () => {
    const odd = join(folder.root, 'content/campaigns/Big River');
    await mkdir(odd);
    await expect.poll(() => statuses('/', '/es/', ...CAMPAIGN_PAGES), SOON).toEqual([500, 500, 200, 200]);
    expect((await look('/')).html).toContain('content/campaigns/Big River:1:1');
    await rm(odd, { recursive: true });
    await expect.poll(() => statuses('/', '/es/'), SOON).toEqual([200, 200]);
  });

  it('reads each file once after an edit, however many pages are asked for', async () => {
    const before = project.said().length;
    await folder.write(EN, aText('', 'Words that are new.'));
    await expect.poll(async () => (await look('/clean-river/')).html, SOON).toContain('Words that are new.');
    expect(await statuses(...ALL_PAGES)).toEqual(ALL_PAGES.map(() => 200));
    const reads =
      project
        .said()
        .slice(before)
        .match(/^read content\/.*$/gmu) ?? [];
    expect(reads).toContain(`read ${EN}`);
    expect(reads.toSorted()).toEqual([...new Set(reads)].toSorted());
  });

  it('goes on without any content, and over folders where files should be', async () => {
    await rm(join(folder.root, 'content'), { recursive: true });
    await expect.poll(() => statuses('/', '/clean-river/'), SOON).toEqual([500, 500]);
    await mkdir(join(folder.root, 'content/site.yaml'), { recursive: true });
    await folder.write('content/campaigns', 'no folder');
    await expect.poll(async () => (await look('/')).html, SOON).toContain('This is a folder');
    await rm(join(folder.root, 'content'), { recursive: true });
    await folder.write('content/site.yaml', SITE);
    await folder.write(BLUE, aText());
    await expect.poll(() => statuses('/', '/blue-river/'), SOON).toEqual([200, 200]);
  });

  it('prints no call stack, and stops in order', async () => {
    expect(project.said()).not.toMatch(/^\s+at /mu);
    expect(await project.stop('SIGINT')).toBe(0);
    project = await startProject(folder.root);
    expect(await project.stop('SIGTERM')).toBe(0);
  });
});
