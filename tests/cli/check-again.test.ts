import { execFile } from 'node:child_process';
import { markdownToMdast } from 'satteri';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { parseDocument } from 'yaml';
import { aText, anUpdate } from '../unit/content-folder.ts';
import { type GitFolder, makeGitFolder } from './git-folder.ts';

vi.mock('node:child_process', { spy: true });
vi.mock('satteri', { spy: true });
vi.mock('sharp', { spy: true });
vi.mock('yaml', { spy: true });

const CAMPAIGNS = 5;
const at = (number: number) => `content/campaigns/campaign-${number}`;
/** The text, the translation and the update of each campaign, and the text of the one that `makeGitFolder` makes. */
const TEXTS = 3 * CAMPAIGNS + 1;

let folder: GitFolder;

beforeEach(async () => {
  folder = await makeGitFolder();
  const river = await picture(8);
  for (let number = 1; number <= CAMPAIGNS; number += 1) {
    await folder.write(`${at(number)}/river.png`, river);
    await folder.write(
      `${at(number)}/en.md`,
      aText('', `![A river](river.png)\n\n[a](#b)\n\n## B ${number}\n\n## B`),
    );
    await folder.write(
      `${at(number)}/es.md`,
      `---\ntitle: Río ${number}\nsummary: Pide.\n---\n\n![Un río](river.png)\n`,
    );
    await folder.write(`${at(number)}/updates/2016-01-31-thanks.en.md`, anUpdate(`Thanks ${number}.`));
  }
  await folder.commit('2026-01-02');
  vi.clearAllMocks();
});

afterEach(() => folder.remove());

/** What a check of everything costs, whatever the machine. */
async function costOf(check: () => Promise<readonly string[]>) {
  vi.clearAllMocks();
  const mistakes = await check();
  return {
    mistakes,
    git: vi.mocked(execFile).mock.calls.filter(([name]) => name === 'git').length,
    pictures: vi.mocked(sharp).mock.calls.length,
    texts: vi.mocked(markdownToMdast).mock.calls.length,
    yaml: vi.mocked(parseDocument).mock.calls.length,
  };
}

it('reads each text and each picture once, and the history with three runs of git', async () => {
  const first = await costOf(() => folder.allMistakes());
  expect(first.mistakes).toEqual([]);
  expect(first.git).toBe(3);
  // Each picture stands in two texts. It takes one look at its kind, and one at its whole.
  expect(first.pictures).toBe(2 * CAMPAIGNS);
  expect(first.texts).toBe(TEXTS);
});

it('reads only what changed since the last check', async () => {
  const first = await costOf(() => folder.allMistakes());
  const same = await costOf(() => folder.allMistakes());
  expect(same).toMatchObject({ mistakes: [], git: 1, pictures: 0, texts: 0 });
  await folder.write(`${at(3)}/updates/2016-01-31-thanks.en.md`, anUpdate('Many thanks.'));
  const one = await costOf(() => folder.allMistakes());
  expect(one).toMatchObject({ mistakes: [], git: 1, pictures: 0, texts: 1 });
  // The site's own file is read each time.
  expect(one.yaml).toBeLessThanOrEqual(3);
  expect(first.yaml).toBeGreaterThan(TEXTS);
});

it('tells the same mistakes each time, and none that is mended', async () => {
  const file = `${at(2)}/updates/2016-01-31-thanks.en.md`;
  await folder.write(file, anUpdate('## A\n\n#### B\n\n[a](/safty/)', 'title: "Unclosed\n'));
  const found = await folder.allMistakes();
  expect(found.length).toBeGreaterThan(2);
  expect(await folder.allMistakes()).toEqual(found);
  await folder.write(file, anUpdate('Thanks.'));
  expect(await folder.allMistakes()).toEqual([]);
});

it('looks anew at a picture that changed, and at the history after a commit', async () => {
  await folder.allMistakes();
  await folder.write(`${at(1)}/river.png`, 'no picture any more');
  const broken = await costOf(() => folder.allMistakes());
  expect(broken.mistakes).toHaveLength(2);
  expect(broken.pictures).toBe(1);
  expect(broken.texts).toBe(0);
  await folder.write(`${at(1)}/river.png`, await picture(9));
  expect(await folder.allMistakes()).toEqual([]);
  await folder.write(`${at(4)}/en.md`, aText('', 'Other words.'));
  await folder.commit('2026-01-03');
  const after = await costOf(() => folder.allMistakes());
  expect(after.git).toBe(3);
  expect(after.mistakes).toEqual([expect.stringContaining('`changes`')]);
});

function picture(width: number): Promise<Buffer> {
  return sharp({ create: { width, height: 6, channels: 3, background: '#000' } })
    .png()
    .toBuffer();
}
