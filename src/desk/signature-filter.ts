import { daysAfter } from '#domain/calendar-date.ts';
import { postalCodeKey } from '#domain/place.ts';
import type { OpenSignature } from '#domain/signature.ts';
import { type Period, periodAt } from './periods.ts';
import { searchTextOf } from './signature-search.ts';
import { momentAt } from './wall-clock.ts';

/** What an organizer narrows the list by. */
export interface Filter extends Period {
  /** A country's code; empty for those who gave none, and `null` for all. */
  readonly country: string | null;
  /** The beginning of a postal code, in any spelling. */
  readonly postalCode: string;
  readonly withComment: boolean;
  readonly wantsNews: boolean;
}

/** The filter that lets everything through. */
export const NO_FILTER: Filter = {
  from: '',
  to: '',
  country: null,
  postalCode: '',
  withComment: false,
  wantsNews: false,
};

/** The ways to choose days. `day` is one that is typed. */
export const DAY_CHOICES = ['any', 'today', 'yesterday', 'week', 'day'] as const;

/** The days of a choice. What is no whole day yet limits nothing. */
export function daysOf(choice: (typeof DAY_CHOICES)[number], typed: string, today: string): Period {
  if (choice === 'any') return periodAt('all', today);
  if (choice !== 'day') return periodAt(choice, today);
  return DAY.test(typed) ? { from: typed, to: typed } : periodAt('all', today);
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
  const { from, to, country, withComment, wantsNews } = filter;
  // To ask a calendar is dear, so it is asked for both ends, and not for each signature.
  const start = (day: string) => momentAt(`${day}T00:00`, timeZone).toISOString();
  if (from !== '') {
    const first = start(from);
    tests.push(({ signedAt }) => signedAt >= first);
  }
  if (to !== '') {
    const end = start(daysAfter(to, 1));
    tests.push(({ signedAt }) => signedAt < end);
  }
  if (country !== null) tests.push(({ supporter }) => supporter.country === country);
  if (withComment) tests.push(({ supporter }) => supporter.comment !== '');
  if (wantsNews) tests.push(({ supporter }) => supporter.updates);
  const code = postalCodeKey(filter.postalCode);
  if (code !== '') tests.push((signature) => searchTextOf(signature).postalCode.startsWith(code));
  return tests;
}
