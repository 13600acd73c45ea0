import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const DOCUMENT = 'docs/asvs.md';

/** Requirements about documents: what meets them is a document, not a test. */
const DOCUMENTED = /^(?:2\.1|5\.1|6\.1|7\.1|8\.1|11\.1|13\.1|14\.1|15\.1|16\.1)\./u;

const VERDICTS = ['met', 'not applicable', 'host', 'not met'];

/** One row of the document: one requirement, or several that share a verdict and its reason. */
interface Row {
  readonly ids: readonly string[];
  readonly level: string;
  readonly verdict: string;
  readonly reason: string;
}

/** Each requirement of levels 1 and 2 with its level, from the CSV of 5.0.0 in OWASP/ASVS (CC BY-SA 4.0). */
const requirements = new Map(
  readFileSync('tests/unit/asvs-5.0.0.txt', 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(' ') as [string, string]),
);

const text = readFileSync(DOCUMENT, 'utf8');
const rows: readonly Row[] = text
  .split('\n')
  .filter((line) => /^\| \d/u.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, ids = '', level = '', , verdict = '', reason = '']) => ({
    ids: ids.split(', '),
    level,
    verdict,
    reason,
  }));

/** The test files that a row names, each with the titles that follow it. */
function testsOf({ reason }: Row): { file: string; titles: string[] }[] {
  return Array.from(reason.matchAll(/`(?<file>tests\/[^`]+)`(?<titles>(?:,? “[^”]+”)*)/gu), ({ groups }) => ({
    file: groups?.['file'] ?? '',
    titles: Array.from((groups?.['titles'] ?? '').matchAll(/“([^”]+)”/gu), ([, title]) => title ?? ''),
  }));
}

describe(DOCUMENT, () => {
  it('has each requirement of levels 1 and 2 once, and no other', () => {
    const ids = rows.flatMap((row) => row.ids);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect([...requirements.keys()].filter((id) => !ids.includes(id))).toEqual([]);
    expect(ids.filter((id) => !requirements.has(id))).toEqual([]);
  });

  it('gives each its level, one of four verdicts, and a reason', () => {
    const wrong = rows.filter(({ ids, level, verdict, reason }) => {
      const levels = [...new Set(ids.map((id) => requirements.get(id)))].sort().join(', ');
      return level !== levels || !VERDICTS.includes(verdict) || reason === '';
    });
    expect(wrong.map(({ ids }) => ids.join(', '))).toEqual([]);
  });

  it('says of nothing that it is met without a test that shows it, or the document that was asked for', () => {
    const bare = rows.filter((row) => {
      if (row.verdict !== 'met') return false;
      const files = testsOf(row).filter(({ file }) => file.endsWith('.test.ts'));
      const documents = Array.from(row.reason.matchAll(/\]\((?<file>[\w./-]+\.md)(?:#[\w-]+)?\)/gu));
      return row.ids.every((id) => DOCUMENTED.test(id)) ? documents.length === 0 : files.length === 0;
    });
    expect(bare.map(({ ids }) => ids.join(', '))).toEqual([]);
  });

  it('names only tests that exist, by their file and their title', () => {
    const missing = rows.flatMap((row) =>
      testsOf(row).flatMap(({ file, titles }) => {
        if (!existsSync(file)) return [`${row.ids.join(', ')}: ${file}`];
        const source = readFileSync(file, 'utf8');
        return titles
          .filter((title) => !source.includes(title))
          .map((title) => `${row.ids.join(', ')}: ${file} “${title}”`);
      }),
    );
    expect(missing).toEqual([]);
  });

  it('links only to parts of documents that exist', () => {
    const missing = Array.from(text.matchAll(/\]\((?<file>[\w./-]+\.md)(?:#(?<part>[\w-]+))?\)/gu)).filter(
      ({ groups }) => {
        const file = `docs/${groups?.['file']}`;
        if (!existsSync(file)) return true;
        const headings = Array.from(readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gmu), ([, heading = '']) =>
          toAnchor(heading),
        );
        return groups?.['part'] !== undefined && !headings.includes(groups['part']);
      },
    );
    expect(missing.map(([link]) => link)).toEqual([]);
  });

  it('adds up its verdicts rightly', () => {
    const counts = VERDICTS.map(
      (verdict) => rows.filter((row) => row.verdict === verdict).flatMap(({ ids }) => ids).length,
    );
    const [met, notApplicable, host, notMet] = counts;
    expect(text).toContain(`${met} met, ${notApplicable} not applicable, ${host} host, ${notMet} not met`);
  });
});

/** The anchor that GitHub gives a heading. */
function toAnchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}
