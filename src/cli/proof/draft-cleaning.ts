import { CommandError } from '#cli/command/command.ts';
import { type Finding, judge } from './finding.ts';
import { type ProofDraft, TooManyRequests } from './proof-draft.ts';
import { EVERYBODY } from './proof-people.ts';
import type { ProofScale } from './proof-scale.ts';

/** Tries to erase one person, and rounds through all of them. */
const ROUNDS = 3;
/** The pause before the second try to erase; the next one is twice as long. */
const PAUSE_MS = 1000;
/** The doors of a site count the requests of one address for a minute. Another command may have used some. */
const LIMIT_MS = 61_000;
/** A sign that broke off may still be stored within this time. No function that records signs lives longer. */
const LATE_WRITE_MS = 10_000;

/**
 * Erases what an earlier run may have left: the people are the same in every run. Throws for a published
 * campaign: nobody who does not exist may ever count.
 */
export async function prepareDraft(
  draft: ProofDraft,
  wait: ProofScale['wait'],
  signal: AbortSignal,
): Promise<void> {
  const pause = async (ms: number) => {
    await wait(ms, signal).catch(() => null);
    signal.throwIfAborted();
  };
  await insistOnDraft(draft);
  if ((await draft.count()) > 0) {
    for (const person of EVERYBODY) await eraseSurely(draft, person, pause);
    await pause(LIMIT_MS);
  }
  await draft.startCounting();
}

/**
 * Erases everybody who signed and returns how many of their rows are left. It goes on after a stop.
 * `isLate`: signs broke off just now. Their writes may still come, so it waits for them.
 */
async function cleanDraft(draft: ProofDraft, isLate: boolean, wait: ProofScale['wait']): Promise<number> {
  draft.outliveStop();
  if (draft.people.length === 0) return 0;
  for (let round = 1; ; round += 1) {
    for (const person of draft.people) await eraseSurely(draft, person, wait);
    const left = await draft.added();
    const mayGrow = isLate && round === 1;
    if ((left === 0 && !mayGrow) || round === ROUNDS) return left;
    await wait(LATE_WRITE_MS);
  }
}

/** Cleans up as `cleanDraft` does, and says whether anything is left. */
export async function proveCleaning(
  draft: ProofDraft,
  isLate: boolean,
  wait: ProofScale['wait'],
): Promise<Finding> {
  const what = 'Nothing is left of what this run wrote';
  try {
    const left = await cleanDraft(draft, isLate, wait);
    return judge(what, left === 0 ? [] : [`${left} rows are: run it again, or erase them at the desk`]);
  } catch {
    return judge(what, ['erasing failed: run it again, which erases first what is left']);
  }
}

/** Throws for a published campaign, and where nobody knows whether it is one. */
export async function insistOnDraft(draft: ProofDraft): Promise<void> {
  const { campaign, site } = draft;
  const status = await draft.countStatus();
  if (status === 404) return;
  if (status !== null && status < 300)
    throw new CommandError(2, `${campaign} is published. Name a draft: --campaign <draft>`);
  throw new CommandError(1, `${site.origin} cannot be reached, or does not know what ${campaign} is.`);
}

async function eraseSurely(draft: ProofDraft, person: number, wait: ProofScale['wait']): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await draft.erase(person);
      return;
    } catch (error) {
      if (tries === ROUNDS) throw error;
      await wait(error instanceof TooManyRequests ? LIMIT_MS : PAUSE_MS * tries);
    }
  }
}
