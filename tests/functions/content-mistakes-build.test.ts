import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { reportContent } from '#cli/content/check-content-command.ts';
import { endOf } from '../cli/end-of.ts';
import { type CorpusEntry, makeEditedSite, readCorpus } from '../support/content-corpus.ts';

/** Mistakes of different readers: of YAML, facts, texts, pictures, files and history. */
const TRIED = [
  'wrote a title with a colon and no quotes',
  'made a summary italic',
  'named an update 2016-02-30-thanks.en.md',
  'wrote a link that is only https',
  'changed the text of a campaign that is signed',
  'made mistakes in the site, a campaign and an update',
];

const entries = readCorpus('content-mistakes').filter(({ did }) => TRIED.includes(did));

/** What a program said where it failed. */
async function buildOf(root: string): Promise<string> {
  const env = { ...process.env, NODE_ENV: 'production', MAIL_FROM: undefined, UNDERSIGNED_ROOT: root };
  try {
    await promisify(execFile)(process.execPath, ['netlify/local/build.ts'], { env });
  } catch (error) {
    return error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
  }
  throw new Error('The build took what has mistakes.');
}

/** What the check says of a site, and what its build says. */
async function saidOf(entry: CorpusEntry): Promise<{ checked: string[]; built: string }> {
  const root = await makeEditedSite(entry);
  try {
    const { stderr } = await endOf(reportContent, [], { root });
    const checked = stderr.split('\n').filter((line) => line !== '' && !/^(?:Notice|Warning): /u.test(line));
    return { checked, built: await buildOf(root) };
  } finally {
    await rm(root, { recursive: true });
  }
}

describe('npm run build', { timeout: 120_000 }, () => {
  it('is tried with each of these mistakes', () => {
    expect(entries.map(({ did }) => did).toSorted()).toEqual(TRIED.toSorted());
  });

  it.each(entries)('tells in the words of the check, and no more, who $did', async (entry) => {
    const { checked, built } = await saidOf(entry);
    expect(checked).toHaveLength(entry.told.length);
    expect(built.split('\n').filter((line) => line.startsWith('content/'))).toEqual(checked);
    expect(built).not.toMatch(/^\s+at /mu);
    expect(built).not.toMatch(/ContentError|\[object|mistakes: \[/u);
  });
});
