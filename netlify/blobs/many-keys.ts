/** More keys are counted by shares: they may take more than one request. A million take one, and no memory. */
export const MANY_KEYS = 2_000_000;
/** A share that was counted longer ago counts as never counted. */
export const SHARE_AGE_MS = 24 * 3_600_000;
/** A share is what starts with so many hex digits: 39 pages of ten million keys. */
export const SHARE_DIGITS = 2;
