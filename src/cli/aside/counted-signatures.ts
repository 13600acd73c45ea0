import pLimit from 'p-limit';
import { countPart } from '#cli/download/part-count.ts';
import type { OrganizersSite } from '#cli/site/organizers-site.ts';
import { MAX_PARTS, type Part, WHOLE } from '#domain/part.ts';
import { splitPart } from '#download/part-plan.ts';
import { SIGNATURES } from '#download/row.ts';

/** As many as the desk loads at once. */
const CONCURRENCY = 4;

/**
 * How many signatures of a campaign count at this moment, by the announced rows of each part of a download. The public
 * number may be some minutes old, and it may be coarse.
 */
export async function countedSignatures(
  site: OrganizersSite,
  campaign: string,
  signal: AbortSignal,
): Promise<number> {
  const asked = { kind: SIGNATURES, campaign };
  let of = 1;
  // Parts are of nearly one size. So the first one tells how many parts to ask about.
  while (of < MAX_PARTS && (await countPart(site, asked, { number: 1, of }, signal)) === null) of *= 2;
  const counts = await pLimit(CONCURRENCY).map(splitPart(WHOLE, of), countSplit);
  return counts.reduce((sum, count) => sum + count, 0);

  async function countSplit(part: Part): Promise<number> {
    const count = await countPart(site, asked, part, signal);
    if (count !== null) return count;
    let sum = 0;
    for (const half of splitPart(part, part.of * 2)) sum += await countSplit(half);
    return sum;
  }
}
