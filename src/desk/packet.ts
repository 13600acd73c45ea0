import { countryNamesIn } from '#domain/country.ts';
import { placeKey } from '#domain/place.ts';
import type { OpenSignature } from '#domain/signature.ts';
import type { Supporter } from '#domain/supporter.ts';
import { placeWordsOf, postalCodeTally, tallyOf, type Tally } from './figures.ts';
import { initialsOf } from './initials.ts';
import { sorting } from './sorting.ts';

/** The fewest signatures of a place that the packet names. A smaller place could identify a person. */
export const FEWEST_PER_PLACE = 5;

/** The names and places that may be handed over, without any address. */
export interface Packet {
  /** Full names of supporters who agreed to show them, sorted. */
  readonly fullNames: readonly string[];
  /** Initials and place of supporters who agreed to show them: “A. L., Ireland”, sorted. */
  readonly initials: readonly string[];
  /** The number of signatures without a name: the supporter chose so, or the seal is closed. */
  readonly counted: number;
  readonly countries: Places;
  readonly postalCodes: Places;
}

/** Signatures by place. */
export interface Places {
  readonly named: readonly Tally[];
  /** Signatures from places with too few signatures to name; `null` if these are too few to show. */
  readonly elsewhere: number | null;
  /** Signatures without a place; with those from elsewhere, if these are too few to show. */
  readonly notGiven: number;
}

/**
 * Makes the packet from each supporter's choice, in steps. `sealed` is the number of signatures that stay
 * sealed.
 */
export function* packetSteps(
  signatures: readonly OpenSignature[],
  { sealed, locale }: { sealed: number; locale: string },
): Generator<undefined, Packet> {
  const { compare } = new Intl.Collator(locale);
  const countries = toPlaces(tallyOf(signatures, 'country'));
  yield;
  const postalCodes = toPlaces(postalCodeTally(signatures));
  yield;
  const placeOf = placeNamer(signatures, { countries, postalCodes }, locale);
  yield;
  const agreed = signatures.map(({ supporter }) => supporter);
  const fullNames = agreed.filter(({ nameShown }) => nameShown === 'full').map(({ name }) => name);
  const initials = agreed
    .filter(({ nameShown }) => nameShown === 'initials')
    .map((supporter) => [initialsOf(supporter.name), placeOf(supporter)] as const)
    .filter(([letters]) => letters !== '')
    .map(([letters, place]) => (place === '' ? letters : `${letters}, ${place}`));
  yield;
  return {
    fullNames: yield* sorting(fullNames, compare),
    initials: yield* sorting(initials, compare),
    counted: signatures.length + sealed - fullNames.length - initials.length,
    countries,
    postalCodes,
  };
}

/**
 * A function that names a supporter's place: the country, or else the postal code. It names only what enough
 * supporters gave, and gives an empty string for any other place.
 */
function placeNamer(
  signatures: readonly OpenSignature[],
  { countries, postalCodes }: Pick<Packet, 'countries' | 'postalCodes'>,
  locale: string,
): (supporter: Supporter) => string {
  const countryName = countryNamesIn(locale);
  const words = placeWordsOf(signatures);
  const namedCountries = new Set(countries.named.map(({ value }) => value));
  const namedCodes = new Set(postalCodes.named.map(({ value }) => value));
  return (supporter) => {
    if (namedCountries.has(supporter.country)) return countryName(supporter.country);
    const code = words.get(placeKey(supporter)) ?? '';
    return supporter.country === '' && namedCodes.has(code) ? code : '';
  };
}

/**
 * Places with enough signatures by name, the others as one number. A number under the limit is not shown
 * by itself, but together with those who gave no place.
 */
function toPlaces(tallies: readonly Tally[]): Places {
  const given = tallies.filter(({ value }) => value !== '');
  const named = given.filter(({ count }) => count >= FEWEST_PER_PLACE);
  const sum = (some: readonly Tally[]) => some.reduce((total, { count }) => total + count, 0);
  const elsewhere = sum(given) - sum(named);
  const notGiven = sum(tallies) - sum(given);
  if (elsewhere === 0 || elsewhere >= FEWEST_PER_PLACE) return { named, elsewhere, notGiven };
  return { named, elsewhere: null, notGiven: elsewhere + notGiven };
}
