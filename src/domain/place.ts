import { folded } from './folded.ts';

/** A place as a supporter gave it. */
interface GivenPlace {
  readonly postalCode: string;
  readonly country: string;
}

/**
 * The one spelling of a postal code: `1500002` for `150-0002`, `〒150-0002` and `１５０－０００２`. It has letters
 * and digits only. It is empty if there are none.
 */
export function postalCodeKey(typed: string): string {
  return folded(typed).replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}

/**
 * The key of a postal code with its country, if that was given. The same code in two countries is two places.
 * `LV-1010` in Latvia is `1010`. It is empty if no postal code was given.
 */
export function placeKey({ postalCode, country }: GivenPlace): string {
  const key = postalCodeKey(postalCode);
  const prefix = country.toLowerCase();
  const hasPrefix = key.startsWith(prefix) && /^\d+$/u.test(key.slice(prefix.length));
  const code = hasPrefix ? key.slice(prefix.length) : key;
  return code && `${country} ${code}`;
}

/** The place in words: `150-0002 (JP)`, or only the code if no country was given. */
export function placeWords({ postalCode, country }: GivenPlace): string {
  return country === '' ? postalCode : `${postalCode} (${country})`;
}
