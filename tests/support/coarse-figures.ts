/**
 * What the threat model and decision 0032 say of coarse numbers. The test of discreet campaigns finds the figures anew.
 * Odds are in so many of a hundred tests; a certainty is one in so many tests.
 */
export const COARSE_FIGURES = {
  /** Who makes a change come for sure, with 40 signatures of their own. */
  sure: { within: 0.9, oddsIn90: 1.1, certainty: 1_600 },
  /** Who signs with the address in a campaign with six signatures a day, and watches. */
  watching: { oddsIn90: 1.25 },
  /** The worst attacker: adds and withdraws by turns. */
  worst: { oddsIn50: 1.2, oddsIn90: 1.7, oddsIn99: 9 },
  /** The same, knowing the true number. */
  worstKnowing: { oddsIn90: 3.3, oddsIn99: 12, certainty: 630 },
  /** The share of all tests in the table that move the odds by at most 1.1 to 1. */
  allWithin: 0.7,
  /** A change a day, 15 days before signing with the address and 15 after, while nobody else signs. */
  month: { oddsIn50: 1.7, oddsIn90: 4, oddsIn99: 14 },
  /** The same for 30 days, knowing the true number from the start. */
  monthKnowing: { oddsIn50: 4, oddsIn90: 60, certainty: 40 },
  /** A month in a campaign with 100 signatures a day. */
  monthBusy: { oddsIn90: 1.2 },
} as const;
