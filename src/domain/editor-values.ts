import * as v from 'valibot';

/*
 * Schemas of the values that editors write. Messages finish the sentence “`goal` …” and say how to correct
 * it. They are not translated, because editors write English keys.
 */

/** A text that is not empty. `what` describes it in the message. */
export const line = (what: string) =>
  v.pipe(v.string(`must be ${what}`), v.trim(), v.nonEmpty(`is empty: give ${what}, or leave it out`));

const ABOVE_0 = 'must be a whole number above 0, such as 5000';
const NOT_0 = 'must be a whole number that is not 0';

/** A whole number above 0. */
export const wholeNumberAbove0 = v.pipe(v.number(ABOVE_0), v.integer(ABOVE_0), v.minValue(1, ABOVE_0));

/** A whole number other than 0. */
export const wholeNumberNot0 = v.pipe(
  v.number(NOT_0),
  v.integer(NOT_0),
  v.check((count) => count !== 0, NOT_0),
);
