import { CommandError, type CommandIo } from '#cli/command/command.ts';
import { DownloadProgress } from '#cli/download/download-progress.ts';
import type { CampaignFacts } from './copied-campaign.ts';
import { keepingConditions } from './kept-conditions.ts';
import { differencesIn, sameIn } from './report.ts';
import { check, type Comparison, fill, look, type Run } from './run.ts';
import { shelvesOf, type Sides } from './shelves.ts';

/** What to copy, and what may be erased. */
export interface CopyTask {
  /** A slug in keys, or `null` for everything. */
  readonly campaign: string | null;
  readonly isMirror: boolean;
  readonly isAgreed: boolean;
  readonly facts: CampaignFacts;
}

/** Copies stores from one side to the other, and checks both. Ends with a `CommandError` unless they are the same. */
export async function copyStores(sides: Sides, task: CopyTask, io: CommandIo): Promise<void> {
  const { campaign, isMirror, facts } = task;
  const progress = new CopyProgress(io.screen);
  const run: Run = {
    shelves: await shelvesOf(sides, campaign),
    campaign,
    isMirror,
    signal: io.signal,
    step: (keys) => progress.step(keys),
  };
  const before = await look(run);
  if (before.source === 0) throw nothingThere(sides, campaign);
  if (isMirror && before.extra > 0 && !task.isAgreed) await agree(before, sides, io);
  const filling = before.missing + (isMirror ? before.extra : 0);
  progress.start(filling + before.source);
  try {
    const to = filling > 0 ? await keepingConditions(sides.to) : sides.to;
    progress.doing = 'copying';
    const changed = await fill({ ...run, shelves: await shelvesOf({ ...sides, to }, campaign) });
    progress.doing = 'checking';
    const found = await check(run);
    progress.stop();
    io.out(sameIn(found, { changed: changed + found.replaced, sides, facts }));
    const differences = differencesIn(found, isMirror);
    if (differences !== null) throw new CommandError(1, differences);
  } finally {
    progress.stop();
  }
}

/** The bar of a copy: how many keys are done of those to copy and to check. */
class CopyProgress {
  readonly #bar: DownloadProgress;
  #all = 1;
  #done = 0;
  doing = 'looking';

  constructor(screen: NodeJS.WritableStream | null) {
    this.#bar = new DownloadProgress(screen, 'entries');
  }

  start(all: number): void {
    this.#all = all;
    this.#bar.start();
  }

  step(keys: number): void {
    this.#done += keys;
    this.#bar.show(Math.min(this.#done / this.#all, 1), this.#done, this.doing);
  }

  stop(): void {
    this.#bar.stop();
  }
}

async function agree({ extra, source }: Comparison, { to }: Sides, io: CommandIo): Promise<void> {
  const question = `--mirror erases ${extra.toLocaleString('en')} entries from ${to.words} that the source, with ${source.toLocaleString('en')}, does not have.`;
  if (io.askHidden === null) {
    throw new CommandError(2, `${question} Nothing was done. Add --yes if that is what you want.`);
  }
  const answer = await io.askHidden(`${question}\nType "erase" to go on (it is not shown): `);
  if (answer.trim() !== 'erase') throw new CommandError(2, 'Nothing was done.');
}

function nothingThere({ from }: Sides, campaign: string | null): CommandError {
  const what = campaign === null ? '' : ` of ${campaign}`;
  return new CommandError(
    2,
    `${from.words} holds nothing${what} for the deploy context ${from.context}: nothing was done. Is it the right store, and the right site?`,
  );
}
