import { isOpenSignature, type Signature } from '#domain/signature.ts';
import { dayReader } from './day-reader.ts';
import { isWithin, type Period } from './periods.ts';

/** Whose signatures to export: all, or only of those who want news, or who wrote a comment. */
export const WHO = ['all', 'news', 'comments'] as const;
type Who = (typeof WHO)[number];

/** The signatures to export, from some days in the site's time zone. */
export interface Selection extends Period {
  readonly who: Who;
}

/** The selected signatures, the oldest first. */
export function selected<Some extends Signature>(
  signatures: readonly Some[],
  { who, ...period }: Selection,
  timeZone: string,
): Some[] {
  const dayOf = dayReader(timeZone);
  return signatures
    .filter((signature) => IS_CHOSEN[who](signature))
    .filter(({ signedAt }) => isWithin(period, dayOf(signedAt)))
    .sort((a, b) => (a.signedAt < b.signedAt ? -1 : Number(a.signedAt > b.signedAt)));
}

/** What a sealed signature says is unknown, so it is among all alone. */
const IS_CHOSEN: Readonly<Record<Who, (signature: Signature) => boolean>> = {
  all: () => true,
  news: (signature) => isOpenSignature(signature) && signature.supporter.updates,
  comments: (signature) => isOpenSignature(signature) && signature.supporter.comment !== '',
};
