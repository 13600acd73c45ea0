import { CommandError } from '#cli/command/command.ts';
import { proveBreakingOff } from './breaking-off-proof.ts';
import { proveCount } from './count-proof.ts';
import { proveDownload } from './download-proof.ts';
import { proveErasing } from './erasing-proof.ts';
import { type Finding, judge } from './finding.ts';
import { proveHeaders } from './headers-proof.ts';
import type { Latencies } from './latencies.ts';
import type { ProofDraft } from './proof-draft.ts';
import { timedPeople } from './proof-people.ts';
import type { ProofScale } from './proof-scale.ts';
import type { ProveOptions } from './prove-options.ts';
import { proveRace } from './race-proof.ts';
import { proveSigning, proveSpellings } from './signing-proof.ts';
import { proveLostReplies, timeSigning } from './timed-signing.ts';

/** A check and what to call it if it cannot go on. */
type Check = readonly [what: string, check: () => Promise<readonly Finding[]>];

/** All checks in their order. Later ones need the rows and the times of earlier ones. */
export function checksOf(
  draft: ProofDraft,
  { origin, draft: slug, active }: ProveOptions,
  latencies: Latencies,
  { racers, timed, downloads }: ProofScale,
): Check[] {
  const people = timedPeople(timed);
  return [
    ['Headers', () => proveHeaders(origin, slug)],
    ['The count', () => proveCount(origin, active)],
    ['Signing', () => proveSigning(draft)],
    ['The race', () => proveRace(draft, racers)],
    ['Spellings', () => proveSpellings(draft)],
    ['Measuring', () => timeSigning(draft, latencies, people)],
    ['Lost replies', () => proveLostReplies(draft, latencies)],
    ['A download', () => proveDownload(draft, latencies, downloads)],
    ['Breaking off', () => proveBreakingOff(draft, latencies, people)],
    ['Erasing', () => proveErasing(draft, latencies)],
  ];
}

/** Runs one check. A check that cannot go on has failed; the others are still of use. */
export async function tryCheck([what, check]: Check): Promise<readonly Finding[]> {
  try {
    return await check();
  } catch (error) {
    return [judge(what, [error instanceof CommandError ? error.message : 'the site did not answer in time'])];
  }
}
