import { readFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { EXAMPLE_CAMPAIGN, EXAMPLE_CONTACT } from '#campaigns/example.ts';
import { aText, CAMPAIGN, SITE } from '../unit/content-folder.ts';
import { type GitFolder, makeGitFolder } from './git-folder.ts';

const EN = `${CAMPAIGN}/en.md`;
const OTHER = 'content/campaigns/other/en.md';
const BLUE = 'content/campaigns/blue-river';

let folder: GitFolder;

beforeEach(async () => {
  folder = await makeGitFolder();
  await folder.write(OTHER, aText('', 'Another text.'));
  return () => folder.remove();
});

const remove = () => rm(join(folder.root, CAMPAIGN), { recursive: true });
const move = () => rename(join(folder.root, CAMPAIGN), join(folder.root, BLUE));

describe.each([
  ['in a commit', () => folder.commit('2026-03-10'), /git checkout [0-9a-f]{12}~1 -- /u],
  ['without a commit', () => Promise.resolve(), /git checkout HEAD -- /u],
])('a slug that vanished %s', (_how, commit, way) => {
  it('is told with the way back', async () => {
    await folder.commit('2026-02-10');
    await remove();
    await commit();
    const [found = '', ...others] = await folder.allMistakes();
    expect(others).toEqual([]);
    expect(found).toMatch(
      /^content\/campaigns\/clean-river\/en\.md:1:1 {2}The campaign clean-river is gone/u,
    );
    expect(found).toMatch(way);
    await folder.write(OTHER, aText('formerly: [clean-river]\n', 'Another text.'));
    expect(await folder.allMistakes()).toEqual([]);
  });

  it('is told at the campaign that took its place', async () => {
    await folder.commit('2026-02-10');
    await move();
    await commit();
    const [found = '', ...others] = await folder.allMistakes();
    expect(others).toEqual([]);
    expect(found).toMatch(
      /^content\/campaigns\/blue-river\/en\.md:\d+:1 .*write formerly: \[clean-river\]$/u,
    );
    await folder.write(`${BLUE}/en.md`, aText('formerly: [clean-river]\n'));
    expect(await folder.allMistakes()).toEqual([]);
  });

  it.each([
    ['it was only ever a draft', aText().replace('active', 'draft'), SITE],
    ['its signatures are erased', aText('closes: 2025-01-31\n').replace('active', 'closed'), SITE],
    ['it was the example', aText(), SITE.replace('en: Write to us', `en: "${EXAMPLE_CONTACT}"`)],
  ])('is forgotten where %s', async (_why, text, site) => {
    await folder.write(EN, text);
    await folder.write('content/site.yaml', site);
    await folder.commit('2026-02-10');
    await remove();
    await folder.write('content/site.yaml', SITE);
    await commit();
    expect(await folder.allMistakes()).toEqual([]);
  });

  it('is told where its signatures are still kept', async () => {
    await folder.write(EN, aText('closes: 2026-10-31\n').replace('active', 'closed'));
    await folder.commit('2026-02-10');
    await remove();
    await commit();
    expect((await folder.allMistakes()).join('\n')).toContain('It may go after 2027-04-29');
  });

  it('is told where it left `formerly`', async () => {
    await folder.write(EN, aText('formerly: [muddy-river, brown-river]\n'));
    await folder.commit('2026-02-10');
    await folder.write(EN, aText('formerly: [brown-river]\n'));
    await commit();
    expect((await folder.allMistakes()).join('\n')).toContain('write formerly: [muddy-river, brown-river]');
  });

  it('is told where it is no longer the oldest of its campaign', async () => {
    await folder.write(EN, aText('formerly: [muddy-river, brown-river]\n'));
    await folder.commit('2026-02-10');
    await folder.write(EN, aText('formerly: [brown-river, muddy-river]\n'));
    await commit();
    expect(await folder.allMistakes()).toEqual([
      expect.stringMatching(/`formerly` must begin .*: write formerly: \[muddy-river, brown-river\]$/u),
    ]);
  });
});

describe('the example', () => {
  it.each([
    ['may go after the site is somebody else’s', SITE, 0],
    [
      'may not go where its own organization runs it',
      SITE.replace('River Keepers', 'Tahirih Justice Center'),
      1,
    ],
  ])('%s', async (_what, site, told) => {
    await folder.write('content/site.yaml', site);
    await folder.write(`content/campaigns/${EXAMPLE_CAMPAIGN.slug}/en.md`, aText());
    await folder.commit('2026-02-10');
    await rm(join(folder.root, 'content/campaigns', EXAMPLE_CAMPAIGN.slug), { recursive: true });
    await folder.commit('2026-03-10');
    expect(await folder.allMistakes()).toHaveLength(told);
  });

  it('has the contact by which it is known', () => {
    expect(readFileSync('content/site.yaml', 'utf8')).toContain(EXAMPLE_CONTACT);
  });
});
