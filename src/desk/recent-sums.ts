import { isOpenSignature, type Signature } from '#domain/signature.ts';
import { dayReader } from './day-reader.ts';
import { isWithin, type Period } from './periods.ts';

/** How many signed in a period. Of what is sealed nobody knows whether it has a comment or a wish. */
export interface Sums {
  readonly signatures: number;
  readonly comments: number;
  readonly news: number;
  readonly sealed: number;
}

/** The sums of each period, in their order. */
export function sumsOf(
  signatures: readonly Signature[],
  periods: readonly Period[],
  timeZone: string,
): Sums[] {
  const dayOf = dayReader(timeZone);
  const sums = periods.map(() => ({ signatures: 0, comments: 0, news: 0, sealed: 0 }));
  for (const signature of signatures) {
    const day = dayOf(signature.signedAt);
    for (const [index, sum] of sums.entries()) {
      const period = periods[index];
      if (!period || !isWithin(period, day)) continue;
      sum.signatures += 1;
      if (!isOpenSignature(signature)) sum.sealed += 1;
      else {
        if (signature.supporter.comment !== '') sum.comments += 1;
        if (signature.supporter.updates) sum.news += 1;
      }
    }
  }
  return sums;
}
