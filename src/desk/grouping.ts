import { hourIn } from '#domain/calendar-date.ts';
import { folded } from '#domain/folded.ts';
import { placeKey } from '#domain/place.ts';
import { isOpenSignature, type OpenSignature, type Signature } from '#domain/signature.ts';
import { remembered } from './remembered.ts';

/** Signatures that have something in common, such as the domain of their addresses. */
export interface Group {
  /** What they have in common; an hour as its start in ISO 8601 UTC. */
  readonly key: string;
  /** At least one. */
  readonly rows: readonly Signature[];
}

/** A group of signatures whose seals are open. */
export interface OpenGroup extends Group {
  readonly rows: readonly OpenSignature[];
}

/** The signatures of each hour in a time zone, the busiest hour first. Sealed ones are dated to the hour. */
export const byHour = remembered((signatures: readonly Signature[], timeZone: string): readonly Group[] => {
  const startOf = hourStarts(timeZone);
  return inOrder(groupedBy(signatures, ({ signedAt }) => startOf(signedAt)));
});

/** The signatures of each domain of an address, most first. */
export function byDomain(signatures: readonly Signature[]): OpenGroup[] {
  return inOrder(groupedBy(opened(signatures), ({ supporter }) => domainOf(supporter.email)));
}

/** The signatures of each name that occurs more than once, in any spelling, most first. */
export function byName(signatures: readonly Signature[]): OpenGroup[] {
  return repeated(groupedBy(opened(signatures), ({ supporter }) => nameKey(supporter.name)));
}

/** The signatures of each postal code that occurs more than once, most first. */
export function byPlace(signatures: readonly Signature[]): OpenGroup[] {
  return repeated(groupedBy(opened(signatures), ({ supporter }) => placeKey(supporter)));
}

/** The signatures whose seals are open. */
export function opened(signatures: readonly Signature[]): OpenSignature[] {
  return signatures.filter(isOpenSignature);
}

/** The groups with more than one signature and with something in common, most first. */
export function repeated<Some extends Group>(groups: readonly Some[]): Some[] {
  return inOrder(groups.filter(({ key, rows }) => key !== '' && rows.length > 1));
}

/** A name as people compare it: without case, accents, and spaces beyond one. */
export function nameKey(name: string): string {
  return folded(name).trim().replace(/\s+/gu, ' ');
}

/** The domain of an address as typed, in lower case. */
export function domainOf(email: string): string {
  return email
    .slice(email.lastIndexOf('@') + 1)
    .normalize('NFKC')
    .toLowerCase();
}

/** Items by a key, in the order in which the keys occur. */
export function groupedBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): { key: string; rows: Item[] }[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups].map(([key, rows]) => ({ key, rows }));
}

function inOrder<Some extends Group>(groups: readonly Some[]): Some[] {
  return [...groups].sort((a, b) => b.rows.length - a.rows.length || (a.key < b.key ? -1 : 1));
}

/** Every time zone of today is off UTC by a multiple of this. */
const QUARTER_MS = 15 * 60_000;

/** Gives the start of a signature's hour. To ask a calendar is dear, so it is asked once a quarter hour. */
function hourStarts(timeZone: string): (signedAt: string) => string {
  const known = new Map<number, string>();
  return (signedAt) => {
    const quarter = Math.floor(Date.parse(signedAt) / QUARTER_MS);
    const start = known.get(quarter) ?? hourIn(timeZone, new Date(quarter * QUARTER_MS)).toISOString();
    known.set(quarter, start);
    return start;
  };
}
