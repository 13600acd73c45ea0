/** A share lies between these two with a confidence of 95 %. Both go from 0 to 1. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The point of the normal distribution below which 97.5 % lie. */
const Z = 1.959963984540054;

/**
 * The Wilson score interval (95 %) of a share, where `yes` of `asked` said yes. Nobody asked tells nothing: 0 to 1.
 * E. B. Wilson, “Probable inference, the law of succession, and statistical inference” (1927), without a correction
 * for continuity. It is method 3 of R. G. Newcombe, “Two-sided confidence intervals for the single proportion” (1998).
 */
export function wilson(yes: number, asked: number): Interval {
  if (!isCount(yes) || !isCount(asked) || yes > asked)
    throw new RangeError('A share needs two whole numbers.');
  if (asked === 0) return { low: 0, high: 1 };
  const share = yes / asked;
  const middle = share + (Z * Z) / (2 * asked);
  const half = Z * Math.sqrt((share * (1 - share) + (Z * Z) / (4 * asked)) / asked);
  const scale = 1 + (Z * Z) / asked;
  // None of all, and all of all, are ends of the scale. Rounding would miss them.
  return {
    low: yes === 0 ? 0 : (middle - half) / scale,
    high: yes === asked ? 1 : (middle + half) / scale,
  };
}

function isCount(number: number): boolean {
  return Number.isSafeInteger(number) && number >= 0;
}
