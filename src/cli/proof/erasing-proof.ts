import { wrongRows, wrongStatus } from './answer-check.ts';
import { type Finding, judge } from './finding.ts';
import type { Latencies } from './latencies.ts';
import type { ProofDraft } from './proof-draft.ts';
import { PEOPLE } from './proof-people.ts';

/** Erases everybody who is still there by address, and one more by id. Erases each also with nothing left. */
export async function proveErasing(draft: ProofDraft, latencies: Latencies): Promise<Finding[]> {
  const erased: number[] = [];
  for (const person of draft.people) erased.push(await latencies.time('erase', () => draft.erase(person)));
  const left = await draft.added();
  const again = await draft.erase(PEOPLE.first);
  const others = new Set((await draft.rows()).map(({ id }) => id));
  await draft.sign(PEOPLE.first);
  const id = (await draft.rows()).map((row) => row.id).find((found) => !others.has(found)) ?? '';
  const byId = [await draft.eraseId(id), await draft.eraseId(id)];
  return [
    judge('What is erased is gone at once, and erasing twice does no harm', [
      ...(erased.some((count) => count === 1) ? [] : ['by address nobody was erased']),
      ...(again === 0 ? [] : ['somebody was erased twice']),
      ...byId.flatMap((status) => wrongStatus(status, 204)),
      ...wrongRows(left, 0),
      ...wrongRows(await draft.added(), 0),
    ]),
  ];
}
