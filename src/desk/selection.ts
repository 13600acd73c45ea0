import { calendarOf } from '#domain/calendar-date.ts';
import { isOpenSignature, type OpenSignature, type Signature } from '#domain/signature.ts';

/** Which signatures to take: all, of those who want news only, from a day on in the site's time zone. */
export interface Selection {
  readonly newsOnly: boolean;
  /** `2016-01-31`, or an empty string for no such limit. */
  readonly from: string;
}

/** The signatures that were selected, in the order they were made. */
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

/** Nobody knows what is sealed, so that a sealed signature never counts as a wish for news. */
export function wantsNews(signature: Signature): signature is OpenSignature {
  return isOpenSignature(signature) && signature.supporter.updates;
}
