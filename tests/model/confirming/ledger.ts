import type { EntryKind } from '#domain/entry-kind.ts';
import { CAMPAIGNS, type OwnCampaign } from './own-content.ts';

export const PEOPLE = 5;
const KINDS: readonly EntryKind[] = ['signature', 'news'];

/** One signing, or one wish for news, before and after its confirmation. */
export interface Asked {
  /** The number in its address. */
  readonly number: number;
  readonly place: Place;
  /** The exact time of asking. */
  readonly at: number;
  readonly record: string;
  /** What the mail brought. Without a mail nobody can confirm. */
  readonly mailed: { readonly code: string; readonly token: string } | null;
  /** The seal in the record; `null` where it came open. */
  readonly sealed: string | null;
}

/** What one person has in one campaign. */
export interface Place {
  readonly kind: EntryKind;
  readonly campaign: OwnCampaign;
  readonly person: number;
  /** What the store holds now. Every command says which changes it allows. */
  standing: Asked | null;
  /** Until when everything was surely taken back, and until when it may have been. */
  surely: number;
  maybe: number;
}

/** What the memory counts of a kind of mail, an address and a day: at least, and at most. */
export interface MailUse {
  least: number;
  most: number;
  came: number;
}

/** A link that takes back. */
export interface TakingBack {
  readonly place: Place;
  readonly token: string;
}

/** What we know: what was asked for, what stands, what was taken back, and which mails came. */
export interface Ledger {
  lastNumber: number;
  readonly places: readonly Place[];
  readonly asked: Asked[];
  readonly links: TakingBack[];
  readonly mails: Map<string, MailUse>;
  /** What the present command does to some places. */
  allowed: Map<Place, readonly (Asked | null)[]>;
  takings: Map<Place, Taking>;
  isSwept: boolean;
}

export function aLedger(): Ledger {
  const places = CAMPAIGNS.flatMap((campaign) =>
    KINDS.flatMap((kind) => Array.from({ length: PEOPLE }, (_, person) => aPlace(kind, campaign, person))),
  );
  const present = { allowed: new Map(), takings: new Map(), isSwept: false };
  return { lastNumber: 0, places, asked: [], links: [], mails: new Map(), ...present };
}

function aPlace(kind: EntryKind, campaign: OwnCampaign, person: number): Place {
  return { kind, campaign, person, standing: null, surely: -Infinity, maybe: -Infinity };
}

export function placeOf({ places }: Ledger, wanted: Pick<Place, 'kind' | 'campaign' | 'person'>): Place {
  const found = places.find(
    ({ kind, campaign, person }) =>
      kind === wanted.kind && campaign === wanted.campaign && person === wanted.person,
  );
  if (!found) throw new RangeError('Nobody has this place.');
  return found;
}

/** One of the latest of a list; `undefined` if it is empty. */
export function recent<Item>(list: readonly Item[], pick: number): Item | undefined {
  return list.at(-1 - (pick % Math.min(list.length, 10)));
}

/** An answer to a confirmation: whether it was thanked for, or nobody knows. */
export interface Confirming {
  readonly asked: Asked;
  readonly outcome: 'thanked' | 'unknown';
}

/**
 * What may stand after confirmations: the newest that was thanked for, or a newer one. What is older, or as old as what
 * stands, replaces nothing.
 */
export function allowConfirmed({ allowed }: Ledger, place: Place, confirmings: readonly Confirming[]): void {
  const { standing } = place;
  const least = Math.max(
    ageOf(standing),
    ...confirmings.filter(({ outcome }) => outcome === 'thanked').map(({ asked }) => asked.at),
  );
  const newer = confirmings.map(({ asked }) => asked).filter(({ at }) => at > ageOf(standing));
  allowed.set(
    place,
    [standing, ...newer].filter((entry) => ageOf(entry) >= least),
  );
}

/** When an entry was asked for; nothing is older than everything. */
export function ageOf(entry: Asked | null): number {
  return entry?.at ?? -Infinity;
}

/** When something was taken back, at the earliest and at the latest. It is marked surely, or maybe. */
interface Taking {
  readonly from: number;
  readonly to: number;
  readonly isMarked: boolean;
}

/** What the sweep may erase, or must: what was taken back and stands. */
export function allowSwept(ledger: Ledger, isSwept: boolean): void {
  ledger.isSwept = isSwept;
  for (const place of ledger.places) {
    const { standing, surely, maybe } = place;
    if (!standing || standing.at > maybe) continue;
    ledger.allowed.set(place, isSwept && standing.at <= surely ? [null] : [standing, null]);
  }
}

/** Takes over what a command did, of which `found` is left. A mark comes before what it erases goes. */
export function learn({ takings, isSwept }: Ledger, place: Place, found: Asked | null): void {
  const { standing } = place;
  const taking = takings.get(place);
  const isGone = standing !== null && found === null;
  if (taking) {
    place.maybe = Math.max(place.maybe, taking.to);
    if (taking.isMarked || isGone) place.surely = Math.max(place.surely, taking.from);
  } else if (isGone) {
    place.surely = Math.max(place.surely, standing.at);
  } else if (isSwept && standing) {
    noteUnmarked(place, standing);
  }
  place.standing = found;
}

/** No mark is as late as this entry. */
export function noteUnmarked(place: Place, { at }: Asked): void {
  place.maybe = Math.min(place.maybe, Math.max(place.surely, at - 1));
}
