import fc from 'fast-check';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkAll } from '#checking/check-all.ts';
import { renderText } from '#markdown/render-text.ts';
import { makeLittleSite } from './content-corpus.ts';
import { anySlip, type Slip, slipped } from './random-edit.ts';
import { verdictOn } from './slip-verdict.ts';

const RIVER = 'content/campaigns/clean-river';
const ALL = 'content/campaigns/all-facts';

/** The files in which fingers slip. The longer ones come more often. */
const SLIPPERY = [
  ...[`${RIVER}/en.md`, `${RIVER}/en.md`, `${RIVER}/es.md`, `${RIVER}/updates/2016-01-31-thanks.en.md`],
  ...[`${ALL}/en.md`, `${ALL}/en.md`, `${ALL}/updates/2016-02-news.en.md`],
  ...['content/campaigns/night-train/en.md', 'content/site.yaml'],
];

/** One slip, and what became of it. */
export interface Slipped {
  readonly file: string;
  readonly slip: Slip;
  readonly text: string;
  readonly passed: boolean;
  /** True where more was told than the one fault. */
  readonly isChatty: boolean;
  /** What is wrong, with the slip and what was told of it; `null` where all is well. */
  readonly wrong: string | null;
}

/** Lets fingers slip in the files of two little sites, one slip at a time. The seed repeats a run. */
export async function letSlip(runs: number, seed: number): Promise<Slipped[]> {
  const root = await makeLittleSite('more-site');
  const found: Slipped[] = [];
  try {
    for (const [file, slip] of fc.sample(fc.tuple(fc.constantFrom(...SLIPPERY), anySlip), {
      numRuns: runs,
      seed,
    })) {
      const before = await readFile(join(root, file), 'utf8');
      const edited = slipped(before, slip);
      if (edited === null) continue;
      await writeFile(join(root, file), edited.text);
      const { faults, told, isChatty } = await verdictOn(root, file, edited, { checkAll, renderText });
      await writeFile(join(root, file), before);
      const lines = edited.text
        .split('\n')
        .slice(edited.from - 1, edited.from + 1)
        .join('\n');
      const where = `${slip.kind} ${JSON.stringify(slip.sign)} in ${file}:${edited.from}: ${JSON.stringify(lines)}`;
      const wrong = faults.length > 0 ? [where, ...faults, ...told].join('\n  ') : null;
      found.push({ file, slip, text: edited.text, passed: told.length === 0, wrong, isChatty });
    }
  } finally {
    await rm(root, { recursive: true });
  }
  return found;
}
