import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkAll, soundContent } from '#checking/check-all.ts';
import { readHistory } from '#history/commits.ts';
import { formatMistake } from '#source/mistake.ts';
import { CAMPAIGN, SITE } from '../unit/content-folder.ts';
import { type GitFolder, makeGitFolder } from './git-folder.ts';

const EN = `${CAMPAIGN}/en.md`;
const ES = `${CAMPAIGN}/es.md`;

let folder: GitFolder;

beforeEach(async () => {
  folder = await makeGitFolder();
  return () => folder.remove();
});

interface Facts {
  readonly status?: string;
  readonly title?: string;
  readonly summary?: string;
  readonly target?: string;
  readonly more?: string;
  readonly body?: string;
}

function english({
  status = 'active',
  title = 'A clean river',
  summary = 'What it asks for.',
  target = 'The river authority',
  more = '',
  body = 'The text.\n\nThe end.',
}: Facts = {}): string {
  return `---\nstatus: ${status}\ntitle: ${title}\nsummary: ${summary}\ntarget: ${target}\n${more}---\n\n${body}\n`;
}

function spanish({ title = 'Un río limpio', more = '', body = 'El texto.' } = {}): string {
  return `---\ntitle: ${title}\nsummary: Lo que pide.\n${more}---\n\n${body}\n`;
}

function changes(...lines: readonly string[]): string {
  return `changes:\n${lines.map((line) => `  - { ${line} }\n`).join('')}`;
}

const FIRST = 'date: 2026-02-01, what: The first';
const CLOSES = 'closes: 2026-09-30\n';
const SECOND = 'date: 2026-03-01, what: The second';

/** Writes and commits one text after the other, each in a month of its own. */
async function commitAll(...texts: readonly (string | Readonly<Record<string, string>>)[]): Promise<void> {
  for (const [index, text] of texts.entries()) {
    const files = typeof text === 'string' ? { [EN]: text } : text;
    for (const [path, content] of Object.entries(files)) await folder.write(path, content);
    await folder.commit(`2026-0${index + 1}-10`);
  }
}

/** The checks of a folder below. */
function checksOf(below: string) {
  const root = join(folder.root, below);
  return {
    check: async () => {
      const { mistakes } = await checkAll(root, { sendsMail: true, now: new Date('2026-11-27T12:00:00Z') });
      return mistakes.map(formatMistake);
    },
    isShallow: async () => {
      const history = await readHistory(root);
      return history.kind === 'read' && history.isShallow;
    },
  };
}

const isTold = (mistakes: readonly string[]) => expect(mistakes).toEqual([]);

describe('the text of an active campaign', () => {
  it.each<[string, Facts, RegExp]>([
    [
      'title',
      { title: 'A cleaner river' },
      /^content\/campaigns\/clean-river\/en\.md:3:1  `title` changed since/u,
    ],
    [
      'summary',
      { summary: 'It asks.' },
      /^content\/campaigns\/clean-river\/en\.md:4:1  `summary` changed since/u,
    ],
    [
      'target',
      { target: 'The mayor' },
      /^content\/campaigns\/clean-river\/en\.md:5:1  `target` changed since/u,
    ],
    [
      'text',
      { body: 'The text.\n\nAnother end.' },
      /^content\/campaigns\/clean-river\/en\.md:10:1  The text changed since/u,
    ],
    ['last empty line', { body: 'The text.\n\nThe end.\n' }, /en\.md:12:1  The text changed since/u],
    [
      'title and text',
      { title: 'A cleaner river', body: 'Other.' },
      /^content\/campaigns\/clean-river\/en\.md:3:1  `title` and the text changed since/u,
    ],
  ])('does not change without a line in `changes`: %s', async (_what, facts, mistake) => {
    await commitAll(english());
    isTold(await folder.allMistakes());
    await folder.write(EN, english(facts));
    expect(await folder.allMistakes()).toEqual([expect.stringMatching(mistake)]);
    await folder.write(EN, english({ ...facts, more: changes(FIRST) }));
    isTold(await folder.allMistakes());
  });

  it('is mended by the very line that the mistake gives', async () => {
    await commitAll(english());
    await folder.write(EN, english({ title: 'Another river' }));
    const [mistake = ''] = await folder.allMistakes('2026-11-27');
    const line = /(changes: \[.*\]) \(/u.exec(mistake)?.[1] ?? '';
    expect(line).toBe('changes: [{ date: 2026-11-27, what: "Say here what changed" }]');
    await folder.write(EN, english({ title: 'Another river', more: `${line}\n` }));
    isTold(await folder.allMistakes());
    await folder.commit('2026-02-10');
    await folder.write(EN, english({ title: 'A third river', more: changes(FIRST) }));
    const [again = ''] = await folder.allMistakes('2026-11-27');
    const next = /which the page shows: ( {2}- \{.*\}) \(/u.exec(again)?.[1] ?? '';
    await folder.write(EN, english({ title: 'A third river', more: `${changes(FIRST)}${next}\n` }));
    isTold(await folder.allMistakes());
  });

  it('stops what builds the site, by every mistake', async () => {
    await commitAll(english());
    const circumstances = { sendsMail: true, now: new Date() };
    const sound = async () => soundContent(await checkAll(folder.root, circumstances));
    expect((await sound()).campaigns).toHaveLength(1);
    await folder.write(EN, english({ title: 'Another river' }));
    await expect(sound()).rejects.toThrow(/en\.md:3:1  `title` changed since/u);
  });

  it('may change in its spelling with a line of that kind', async () => {
    await commitAll(english());
    await folder.write(EN, english({ body: 'The text!', more: changes(`${FIRST}, kind: typography`) }));
    isTold(await folder.allMistakes());
  });

  it('may change in everything that is not signed', async () => {
    await commitAll(english());
    const more = 'goal: 500\nask: [comment]\ncallToAction: Now!\ndiscreet: true\n';
    await folder.write(EN, english({ more }));
    await folder.write(`${CAMPAIGN}/updates/2026-03-01-news.en.md`, '---\ntitle: News\n---\n\nNews.\n');
    isTold(await folder.allMistakes());
  });

  it('has a new line for each change: an old one, or an old one in other words, is none', async () => {
    await commitAll(english(), english({ title: 'Two', more: changes(FIRST) }));
    for (const more of [changes(FIRST), changes(SECOND), '']) {
      await folder.write(EN, english({ title: 'Three', more }));
      expect(await folder.allMistakes(), more).toHaveLength(1);
    }
    await folder.write(EN, english({ title: 'Three', more: changes(FIRST, SECOND) }));
    isTold(await folder.allMistakes());
  });

  it('is compared through every commit, and the mistake says on which day it changed', async () => {
    await commitAll(english(), english({ title: 'Two' }), english({ title: 'Two', more: 'goal: 5\n' }));
    const [mistake = '', ...others] = await folder.allMistakes();
    expect(others).toEqual([]);
    expect(mistake).toContain('en.md:3:1  `title` changed on 2026-02-10,');
    expect(mistake).toContain('changes: [{ date: 2026-02-10,');
  });

  it('is mended for all commits before by a line now', async () => {
    await commitAll(english(), english({ title: 'Two' }), english({ title: 'Three', more: changes(FIRST) }));
    isTold(await folder.allMistakes());
  });

  it('counts as changed when it comes back too', async () => {
    await commitAll(english(), english({ title: 'Two', more: changes(FIRST) }));
    await folder.write(EN, english({ more: changes(FIRST) }));
    expect(await folder.allMistakes()).toHaveLength(1);
  });
});

describe('a translation', () => {
  it('does not change in silence either, and its line stands in the file of the facts', async () => {
    await commitAll({ [EN]: english(), [ES]: spanish() });
    await folder.write(ES, spanish({ body: 'Otro texto.' }));
    const [mistake = '', ...others] = await folder.allMistakes();
    expect(others).toEqual([]);
    expect(mistake).toMatch(/^content\/campaigns\/clean-river\/es\.md:6:1  The text changed since/u);
    expect(mistake).toContain('add a line to `changes` in content/campaigns/clean-river/en.md');
    await folder.write(EN, english({ more: changes(FIRST) }));
    isTold(await folder.allMistakes());
  });

  it('may have a target of its own, which is signed as well', async () => {
    await commitAll({ [EN]: english(), [ES]: spanish({ more: 'target: El alcalde\n' }) });
    isTold(await folder.allMistakes());
    await folder.write(ES, spanish({ more: 'target: La alcaldesa\n' }));
    expect(await folder.allMistakes()).toEqual([expect.stringContaining('es.md:4:1  `target` changed')]);
  });

  it('is not named for a target that it only inherits', async () => {
    await commitAll({ [EN]: english(), [ES]: spanish() });
    await folder.write(EN, english({ target: 'The mayor' }));
    expect(await folder.allMistakes()).toEqual([expect.stringContaining('en.md:5:1  `target` changed')]);
  });

  it('may be added, and taken away; but does not come back in other words', async () => {
    await commitAll(english(), { [ES]: spanish() });
    isTold(await folder.allMistakes());
    await folder.git('rm', '--quiet', ES);
    await folder.commit('2026-03-10');
    isTold(await folder.allMistakes());
    await folder.write(ES, spanish({ title: 'Otro río' }));
    expect(await folder.allMistakes()).toEqual([expect.stringContaining('es.md:2:1  `title` changed')]);
  });
});

describe('a campaign that is not active', () => {
  it('changes as it likes before it is published', async () => {
    await commitAll(english({ status: 'draft' }), english({ status: 'draft', title: 'Two' }));
    await folder.write(EN, english({ title: 'Three' }));
    isTold(await folder.allMistakes());
  });

  it.each(['paused', 'closed', 'won'])(
    'changes as it likes once it is %s, and not on the way',
    async (status) => {
      await commitAll(english(), english({ status, more: CLOSES }));
      await folder.write(EN, english({ status, more: CLOSES, title: 'What came of it' }));
      isTold(await folder.allMistakes());
      await folder.write(EN, english());
      await folder.commit('2026-05-10');
      await folder.write(EN, english({ status, more: CLOSES, title: 'What came of it' }));
      expect(await folder.allMistakes()).toHaveLength(1);
    },
  );

  it('tells what it changed once it takes signatures again', async () => {
    for (const status of ['draft', 'paused']) {
      await commitAll(english(), english({ status }), english({ status, title: `Two of ${status}` }));
      isTold(await folder.allMistakes());
      await folder.write(EN, english({ title: `Two of ${status}` }));
      expect(await folder.allMistakes(), status).toHaveLength(1);
      await folder.write(EN, english({ title: `Two of ${status}`, more: changes(FIRST) }));
      isTold(await folder.allMistakes());
      await folder.write(EN, english());
    }
  });
});

describe('the history of a campaign', () => {
  it('is that of its former slugs', async () => {
    await commitAll(english());
    await rename(join(folder.root, CAMPAIGN), join(folder.root, 'content/campaigns/blue-river'));
    const renamed = 'content/campaigns/blue-river/en.md';
    await folder.write(renamed, english({ more: 'formerly: [clean-river]\n' }));
    isTold(await folder.allMistakes());
    await folder.write(renamed, english({ title: 'A blue river', more: 'formerly: [clean-river]\n' }));
    expect(await folder.allMistakes()).toEqual([
      expect.stringContaining(`${renamed}:3:1  \`title\` changed`),
    ]);
  });

  it('is not that of another campaign which was there before', async () => {
    await commitAll(english());
    await rm(join(folder.root, CAMPAIGN), { recursive: true });
    await folder.write('content/campaigns/blue-river/en.md', english({ title: 'A blue river' }));
    const found = await folder.allMistakes();
    isTold(found.filter((mistake) => mistake.includes('changed')));
  });

  it('follows what this branch was, through merges', async () => {
    await commitAll(english());
    await folder.git('switch', '--quiet', '--create', 'side');
    await folder.write(EN, english({ title: 'Two', more: changes(FIRST) }));
    await folder.commit('2026-02-10');
    await folder.git('switch', '--quiet', 'main');
    await folder.write('README.md', 'Read me.');
    await folder.commit('2026-02-11');
    await folder.git('merge', '--quiet', '--no-ff', '--message=Merge', 'side');
    isTold(await folder.allMistakes());
    await folder.write(EN, english({ title: 'Three', more: changes(FIRST) }));
    expect(await folder.allMistakes()).toHaveLength(1);
  });

  it('leaves out versions that nobody could read, and compares those around them', async () => {
    await commitAll(english(), '---\nstatus: [\n---\n', english({ title: 'Two' }));
    expect(await folder.allMistakes()).toEqual([expect.stringContaining('`title` changed on 2026-03-10')]);
  });

  it('reads files of Windows, with their line ends and marks, as they are now', async () => {
    await commitAll(`\uFEFF${english().replaceAll('\n', '\r\n')}`);
    await folder.write(EN, english());
    isTold(await folder.allMistakes());
  });

  it('is read in a folder below the repository’s, and is not that of another folder', async () => {
    await folder.write('petition/content/site.yaml', SITE);
    await commitAll({ [EN]: english({ title: 'Elsewhere' }), [`petition/${EN}`]: english() });
    const { check } = checksOf('petition');
    isTold(await check());
    await folder.write(`petition/${EN}`, english({ title: 'Another river' }));
    expect(await check()).toEqual([expect.stringMatching(/^content\/.*`title` changed since/u)]);
  });

  it('is compared as far as it goes in a shallow clone, and nothing fails', async () => {
    await commitAll(english(), english({ title: 'Two' }));
    await folder.git('clone', '--quiet', '--depth=1', `file://${folder.root}`, 'clone');
    const { check, isShallow } = checksOf('clone');
    expect([await check(), await isShallow()]).toEqual([[], true]);
    await folder.write(`clone/${EN}`, english({ title: 'Three' }));
    expect(await check()).toHaveLength(1);
    expect(await checksOf('').isShallow()).toBe(false);
  });

  it('may be missing: without a repository, without a commit, and without git', async () => {
    isTold(await folder.allMistakes());
    await rm(join(folder.root, '.git'), { recursive: true });
    isTold(await folder.allMistakes());
    expect(await readHistory(folder.root)).toEqual({ kind: 'none', why: 'this folder is no git repository' });
  });
});

describe('the date of a change', () => {
  it('is not yet to come, but for a day: an editor may live east of the site', async () => {
    for (const [date, wrong] of [
      ['2026-11-27', 0],
      ['2026-11-28', 0],
      ['2026-11', 0],
      ['2026-11-29', 1],
      ['2026-12', 1],
      ['2999-01-01', 1],
    ] as const) {
      await folder.write(EN, english({ more: changes(`date: ${date}, what: A change`) }));
      const mistakes = await folder.allMistakes('2026-11-27');
      expect(mistakes, date).toHaveLength(wrong);
      if (wrong > 0) expect(mistakes[0], date).toMatch(/en\.md:7:13  `changes\.0\.date` is yet to come/u);
    }
  });

  it('may be before the campaign opens', async () => {
    await folder.write(EN, english({ more: `opens: 2026-10-01\n${changes(FIRST)}` }));
    isTold(await folder.allMistakes());
  });
});
