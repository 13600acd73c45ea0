import { calendarOf } from '#domain/calendar-date.ts';
import { isOpenSignature, type OpenSignature, type Signature } from '#domain/signature.ts';

/** The signatures to export: all, or only of supporters who want news, from a day in the site's time zone. */
export interface Selection {
  readonly newsOnly: boolean;
  /** `2016-01-31`, or an empty string for no limit. */
  readonly from: string;
}

/** The selected signatures, the oldest first. */
export function selected<Some extends Signature>(
  signatures: readonly Some[],
  { newsOnly, from }: Selection,
  timeZone: string,
): Some[] {
  const dayOf = calendarOf(timeZone);
  return signatures
    .filter((signature) => !newsOnly || wantsNews(signature))
    .filter(({ signedAt }) => from === '' || dayOf(new Date(signedAt)) >= from)
    .sort((a, b) => (a.signedAt < b.signedAt ? -1 : Number(a.signedAt > b.signedAt)));
}

/** True for a supporter who wants news. A sealed signature gives false, because its answer is unknown. */
export function wantsNews(signature: Signature): signature is OpenSignature {
  return isOpenSignature(signature) && signature.supporter.updates;
}
