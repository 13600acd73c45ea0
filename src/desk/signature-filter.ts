import { daysAfter } from '#domain/calendar-date.ts';
import { postalCodeKey } from '#domain/place.ts';
import type { OpenSignature } from '#domain/signature.ts';
import { searchTextOf } from './signature-search.ts';
import { momentAt } from './wall-clock.ts';

/** What an organizer narrows the list by. */
export interface Filter {
  /** The first and the last day, as `2016-01-31`; empty for no limit. */
  readonly first: string;
  readonly last: string;
  /** A country's code; empty for those who gave none, and `null` for all. */
  readonly country: string | null;
  /** The beginning of a postal code, in any spelling. */
  readonly postalCode: string;
  readonly withComment: boolean;
  readonly wantsNews: boolean;
}

/** The filter that lets everything through. */
export const NO_FILTER: Filter = {
  first: '',
  last: '',
  country: null,
  postalCode: '',
  withComment: false,
  wantsNews: false,
};

/** The ways to choose days. `day` is one that is typed. */
export const DAY_CHOICES = ['any', 'today', 'yesterday', 'week', 'day'] as const;

/** The first and the last day of a choice. What is no whole day yet limits nothing. */
export function daysOf(
  choice: (typeof DAY_CHOICES)[number],
  typed: string,
  today: string,
): Pick<Filter, 'first' | 'last'> {
  const between = (first: string, last: string) => ({ first, last });
  switch (choice) {
    case 'any':
      return between('', '');
    case 'today':
      return between(today, today);
    case 'yesterday':
      return between(daysAfter(today, -1), daysAfter(today, -1));
    case 'week':
      return between(daysAfter(today, -6), today);
    case 'day':
      return DAY.test(typed) ? between(typed, typed) : between('', '');
  }
}

/** A browser lets somebody type a year of six digits. */
const DAY = /^\d{4}-\d\d-\d\d$/u;

/** The signatures that a filter lets through, in their order. Days are those of a time zone. */
export function filtered(
  signatures: readonly OpenSignature[],
  filter: Filter,
  timeZone: string,
): readonly OpenSignature[] {
  const tests = testsOf(filter, timeZone);
  if (tests.length === 0) return signatures;
  return signatures.filter((signature) => tests.every((test) => test(signature)));
}

/** True if two filters let the same through. */
export function isSameFilter(one: Filter, other: Filter): boolean {
  return (Object.keys(NO_FILTER) as (keyof Filter)[]).every((key) => one[key] === other[key]);
}

function testsOf(filter: Filter, timeZone: string): ((signature: OpenSignature) => boolean)[] {
  const tests: ((signature: OpenSignature) => boolean)[] = [];
  const { first, last, country, withComment, wantsNews } = filter;
  // To ask a calendar is dear, so it is asked for both ends, and not for each signature.
  const start = (day: string) => momentAt(`${day}T00:00`, timeZone).toISOString();
  if (first !== '') {
    const from = start(first);
    tests.push(({ signedAt }) => signedAt >= from);
  }
  if (last !== '') {
    const to = start(daysAfter(last, 1));
    tests.push(({ signedAt }) => signedAt < to);
  }
  if (country !== null) tests.push(({ supporter }) => supporter.country === country);
  if (withComment) tests.push(({ supporter }) => supporter.comment !== '');
  if (wantsNews) tests.push(({ supporter }) => supporter.updates);
  const code = postalCodeKey(filter.postalCode);
  if (code !== '') tests.push((signature) => searchTextOf(signature).postalCode.startsWith(code));
  return tests;
}
