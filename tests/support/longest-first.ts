import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The slowest files, in order of their time. A slow file that starts last would run alone, with the other
 * cores idle.
 */
const LONGEST = [
  'cli/prove',
  'browser/accessibility',
  'functions/mail-limits',
  'browser/news',
  'browser/hostile-desk',
  'functions/build',
  'model/exactness',
  'model/confirming',
  'model/flat-memory',
  'server/killing',
  'browser/withdraw',
  'browser/confirm-life',
  'browser/confirm-pages',
  'browser/desk',
  'browser/signature-count',
  'browser/layout',
  'browser/serve',
];

/** Runs the files in `LONGEST` first, in its order. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = LONGEST.findIndex((name) => moduleId.includes(`/${name}.`));
  return rank === -1 ? LONGEST.length : rank;
}
