import { wrongRows, wrongThanks } from './answer-check.ts';
import { type Finding, judge } from './finding.ts';
import type { Latencies } from './latencies.ts';
import type { ProofDraft } from './proof-draft.ts';
import { PEOPLE } from './proof-people.ts';

const FIRST_SIGN = 'sign';

/**
 * People sign one after the other, each twice. Their times are measured, and their rows serve further
 * checks.
 */
export async function timeSigning(
  draft: ProofDraft,
  latencies: Latencies,
  people: readonly number[],
): Promise<Finding[]> {
  for (const person of people) {
    await latencies.time(FIRST_SIGN, () => draft.sign(person));
    await latencies.time('sign again', () => draft.sign(person));
  }
  return [];
}

/**
 * Connections break off at different moments of a sign. Then people sign again, and are thanked and stored
 * once.
 */
export async function proveLostReplies(draft: ProofDraft, latencies: Latencies): Promise<Finding[]> {
  const before = await draft.added();
  const usualMs = latencies.quantile(FIRST_SIGN, 0.5);
  const again = await Promise.all(
    PEOPLE.lost.map(async (person, index) => {
      const breakOff = AbortSignal.timeout(Math.round((usualMs * (index + 1)) / PEOPLE.lost.length));
      await draft.sign(person, {}, breakOff).catch(() => undefined);
      return draft.sign(person);
    }),
  );
  return [
    judge('Who signs again after the connection broke off is thanked and stored once', [
      ...again.flatMap(wrongThanks),
      ...wrongRows((await draft.added()) - before, PEOPLE.lost.length),
    ]),
  ];
}
