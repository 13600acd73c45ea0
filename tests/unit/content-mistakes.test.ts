import { rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { reportContent } from '#cli/content/check-content-command.ts';
import { endOf } from '../cli/end-of.ts';
import { type CorpusEntry, makeEditedSite, readCorpus } from '../support/content-corpus.ts';
import { sentenceFaults } from '../support/well-told.ts';

/** What `npm run check:content` says of an editor's work: one mistake a line. */
async function toldOf(entry: CorpusEntry): Promise<string[]> {
  const root = await makeEditedSite(entry);
  try {
    const { code, stderr } = await endOf(reportContent, [], { root });
    const lines = stderr.split('\n').filter((line) => line !== '' && !/^(?:Notice|Warning): /u.test(line));
    expect(code).toBe(lines.length > 0 ? 1 : 0);
    return lines;
  } finally {
    await rm(root, { recursive: true });
  }
}

const mistakes = readCorpus('content-mistakes');
const kinds = [...new Set(mistakes.map(({ kind }) => kind))];

describe.each(kinds)('the content check tells a mistake of %s', (kind) => {
  it.concurrent.each(mistakes.filter((entry) => entry.kind === kind))('of who $did', async (entry) => {
    const told = await toldOf(entry);
    const places = told.map((line) => line.slice(0, line.indexOf('  ')));
    expect(places).toEqual(entry.told.map(({ file, line, column }) => `${file}:${line}:${column}`));
    for (const [index, { says }] of entry.told.entries()) {
      const message = told[index]?.slice(told[index].indexOf('  ') + 2) ?? '';
      expect(sentenceFaults(message), message).toEqual([]);
      for (const words of says) expect(message.toLowerCase(), message).toContain(words.toLowerCase());
    }
  });
});

describe('the content check tells nothing', () => {
  it.concurrent.each(readCorpus('content-rightly'))('of who $did', async (entry) => {
    expect(await toldOf(entry)).toEqual([]);
  });
});

describe('the corpus of mistakes', () => {
  it('is as large as was asked for, and names each entry once', () => {
    expect(mistakes.length).toBeGreaterThan(400);
    const names = mistakes.map(({ kind, did }) => `${kind}: ${did}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
