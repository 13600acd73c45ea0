import type { OpenSignature } from '#domain/signature.ts';
import { countryNamesIn } from '#domain/country.ts';
import { tallyOf, type Tally } from './figures.ts';
import { initialsOf } from './initials.ts';

/** A place in the packet stands for at least so many people, or nobody could be sure not to be found by it. */
export const FEWEST_PER_PLACE = 5;

/** Names and places as they may be handed over. Holds no address. */
export interface Packet {
  /** Of those who agreed to have their name shown, sorted. */
  readonly fullNames: readonly string[];
  /** Of those who agreed to initials and place: “A. L., Ireland”, sorted. */
  readonly initials: readonly string[];
  /** How many are only counted: they chose it, or nobody can read what they chose. */
  readonly counted: number;
  readonly countries: Places;
  readonly postalCodes: Places;
}

export interface Places {
  readonly named: readonly Tally[];
  /** Signatures from places with too few to be named. */
  readonly elsewhere: number;
  readonly notGiven: number;
}

/** Sorts out what each supporter agreed to. `sealed` is how many signatures could not be opened. */
export function toPacket(
  signatures: readonly OpenSignature[],
  { sealed, locale }: { sealed: number; locale: string },
): Packet {
  const collator = new Intl.Collator(locale);
  const countryName = countryNamesIn(locale);
  const fullNames: string[] = [];
  const initials: string[] = [];
  for (const { supporter } of signatures) {
    const { nameShown, name, country, postalCode } = supporter;
    if (nameShown === 'full') fullNames.push(name);
    const letters = nameShown === 'initials' ? initialsOf(name) : '';
    const place = country === '' ? postalCode : countryName(country);
    if (letters !== '') initials.push(place ? `${letters}, ${place}` : letters);
  }
  return {
    fullNames: fullNames.sort(collator.compare),
    initials: initials.sort(collator.compare),
    counted: signatures.length + sealed - fullNames.length - initials.length,
    countries: toPlaces(tallyOf(signatures, 'country')),
    postalCodes: toPlaces(tallyOf(signatures, 'postalCode')),
  };
}

function toPlaces(tallies: readonly Tally[]): Places {
  const given = tallies.filter(({ value }) => value !== '');
  const named = given.filter(({ count }) => count >= FEWEST_PER_PLACE);
  const sum = (some: readonly Tally[]) => some.reduce((total, { count }) => total + count, 0);
  return { named, elsewhere: sum(given) - sum(named), notGiven: sum(tallies) - sum(given) };
}
