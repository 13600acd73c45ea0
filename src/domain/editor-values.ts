import * as v from 'valibot';

/*
 * Values that editors write. Messages finish the sentence “`goal` …” and say how to mend it. They are for editors, who
 * write in English keys, and so are not translated.
 */

/** A text that is not empty. `what` it should be is part of the message. */
export const line = (what: string) =>
  v.pipe(v.string(`must be ${what}`), v.trim(), v.nonEmpty(`is empty: give ${what}, or leave it out`));

const ABOVE_0 = 'must be a whole number above 0, such as 5000';
const NOT_0 = 'must be a whole number that is not 0';

export const wholeNumberAbove0 = v.pipe(v.number(ABOVE_0), v.integer(ABOVE_0), v.minValue(1, ABOVE_0));

export const wholeNumberNot0 = v.pipe(
  v.number(NOT_0),
  v.integer(NOT_0),
  v.check((count) => count !== 0, NOT_0),
);
