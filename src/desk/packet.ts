import { countryNamesIn } from '#domain/country.ts';
import type { OpenSignature } from '#domain/signature.ts';
import { tallyOf, type Tally } from './figures.ts';
import { initialsOf } from './initials.ts';

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
  /** Signatures from places with too few signatures to name. */
  readonly elsewhere: number;
  readonly notGiven: number;
}

/** Makes the packet from each supporter's choice. `sealed` is the number of signatures that stay sealed. */
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
