import type { Signature } from '#domain/signature.ts';
import { byDomain, byHour, byName, byPlace, type Group, nameKey, opened } from './grouping.ts';
import { byLikeness } from './like-addresses.ts';
import { remembered } from './remembered.ts';
import { momentAt } from './wall-clock.ts';

/** The ways to choose signatures. */
export const WAYS = ['hour', 'domain', 'name', 'postalCode', 'address'] as const;
/** One of the ways. */
export type Way = (typeof WAYS)[number];

/** What an organizer chose: some groups, or what was typed, or both. */
export interface Choice {
  readonly way: Way;
  /** The keys of groups. */
  readonly groups: ReadonlySet<string>;
  /** Part of a name. */
  readonly contains: string;
  /** `2016-01-31T14:00` on the clocks of the site's time zone; empty for no limit. */
  readonly from: string;
  /** The first moment that is too late. */
  readonly to: string;
}

/** The groups among which a way lets choose, most signatures first. */
export function groupsBy(way: Way, signatures: readonly Signature[], timeZone: string): readonly Group[] {
  return way === 'hour' ? byHour(signatures, timeZone) : byWhatWasTyped(signatures, way);
}

const byWhatWasTyped = remembered(
  (signatures: readonly Signature[], way: Exclude<Way, 'hour'>): readonly Group[] => {
    switch (way) {
      case 'domain':
        return byDomain(signatures);
      case 'name':
        return byName(signatures);
      case 'postalCode':
        return byPlace(signatures);
      case 'address':
        return byLikeness(signatures);
    }
  },
);

/** The chosen signatures, each once, the newest first. `groups` are those of the way. */
export function chosen(
  signatures: readonly Signature[],
  groups: readonly Group[],
  choice: Choice,
  timeZone: string,
): Signature[] {
  const rows = new Set(groups.filter(({ key }) => choice.groups.has(key)).flatMap(({ rows }) => rows));
  if (choice.way === 'hour') for (const row of between(signatures, choice, timeZone)) rows.add(row);
  if (choice.way === 'name') for (const row of named(signatures, choice.contains)) rows.add(row);
  return newestFirst([...rows]);
}

/** A copy with the newest first. Those of one moment are in the order of their ids. */
export function newestFirst<Some extends Signature>(signatures: readonly Some[]): Some[] {
  return [...signatures].sort(
    (a, b) => Number(a.signedAt < b.signedAt) - Number(a.signedAt > b.signedAt) || (a.id < b.id ? -1 : 1),
  );
}

/** Signatures of a stretch of time. A sealed one is dated to its hour. */
function between(
  signatures: readonly Signature[],
  { from, to }: Choice,
  timeZone: string,
): readonly Signature[] {
  if (from === '' && to === '') return [];
  const start = from === '' ? '' : momentAt(from, timeZone).toISOString();
  const end = to === '' ? '~' : momentAt(to, timeZone).toISOString();
  return signatures.filter(({ signedAt }) => start <= signedAt && signedAt < end);
}

function named(signatures: readonly Signature[], contains: string): readonly Signature[] {
  const part = nameKey(contains);
  if (part === '') return [];
  return opened(signatures).filter(({ supporter }) => nameKey(supporter.name).includes(part));
}
