import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readContent } from '#campaigns/content.ts';
import { changedBasisMistakes } from '#page-data/changed-basis.ts';
import { formatMistake } from '#source/mistake.ts';
import { aText, type ContentFolder, makeSiteFolder } from './content-folder.ts';
import { type Answers, LIVE_COUNT, liveSite } from './live-site.ts';

let folder: ContentFolder;

beforeEach(async () => {
  folder = await makeSiteFolder();
});

afterEach(() => folder.remove());

const REQUIRED = 'confirmation: required\n';
const CONFIRMED = { ...LIVE_COUNT, basis: 'confirmed' };

/** Writes a campaign with these facts. */
async function write(facts: string, slug = 'clean-river'): Promise<void> {
  await folder.write(`content/campaigns/${slug}/en.md`, aText(facts).replace('A clean river', `The ${slug}`));
}

/** What an editor is told where the live site answers so. */
async function told(answers: Answers): Promise<string[]> {
  using live = liveSite(answers);
  return (await changedBasisMistakes(await readContent(folder.root), live.origin)).map(formatMistake);
}

describe('a campaign that changes what its number stands for', () => {
  it.each([
    ['from addresses that nobody checked', REQUIRED, LIVE_COUNT, 'required', 'none', ':15'],
    [
      'from an older deploy, which checked none',
      REQUIRED,
      { ...LIVE_COUNT, basis: undefined },
      'required',
      'none',
      ':15',
    ],
    ['from confirmed ones', 'confirmation: none\n', CONFIRMED, 'none', 'required', ':15'],
    ['from confirmed ones, by taking the line away', '', CONFIRMED, 'none', 'required', ':1'],
  ])('is a mistake while there are signatures %s', async (_what, facts, body, is, was, column) => {
    await write(facts);
    const [mistake, ...more] = await told({ 'clean-river': { body } });
    expect(more).toEqual([]);
    expect(mistake).toMatch(/^content\/campaigns\/clean-river\/en\.md:\d+:\d+  `confirmation` is /u);
    expect(mistake).toMatch(new RegExp(`^[^ ]+${column}  `, 'u'));
    expect(mistake).toContain(`is ${is}, and was ${was} for the signatures of the live site (12)`);
    expect(mistake).toContain(`write \`confirmation: ${was}\` again`);
  });

  it('is told of all campaigns in one run', async () => {
    const slugs = Array.from({ length: 20 }, (_, index) => `river-${index + 10}`);
    for (const slug of slugs) await write(REQUIRED, slug);
    const answers = Object.fromEntries(
      slugs.map((slug) => [slug, { body: { ...LIVE_COUNT, campaign: slug } }] as const),
    );
    const files = (await told(answers)).map((mistake) => /^[^:]+/u.exec(mistake)?.[0]);
    expect(files).toEqual(slugs.map((slug) => `content/campaigns/${slug}/en.md`));
  });

  it('is a mistake where a coarse number may hide some', async () => {
    await write(`${REQUIRED}discreet: true\n`);
    expect(await told({ 'clean-river': { body: { ...LIVE_COUNT, online: 0, exact: false } } })).toEqual([
      expect.stringContaining('(a coarse number: fewer than 30)'),
    ]);
  });

  it('is a mistake under a new name too', async () => {
    await write(`${REQUIRED}formerly: [muddy-river]\n`);
    expect(await told({ 'muddy-river': { body: { ...LIVE_COUNT, campaign: 'muddy-river' } } })).toHaveLength(
      1,
    );
  });

  it.each([
    ['nobody has signed', REQUIRED, { ...LIVE_COUNT, online: 0, count: 120, elsewhere: 120 }],
    ['nothing changed, without confirmation', '', LIVE_COUNT],
    ['nothing changed, with confirmation', REQUIRED, CONFIRMED],
    ['nobody answers', REQUIRED, 'no answer'],
  ])('is none where %s', async (_why, facts, body) => {
    await write(facts);
    expect(await told({ 'clean-river': { body } })).toEqual([]);
  });
});
