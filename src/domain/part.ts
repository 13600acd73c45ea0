/** Part `number` of `of` disjoint parts, which together hold all signatures of a campaign. */
export interface Part {
  readonly number: number;
  readonly of: number;
}

/** The most parts: three hex digits of an id cannot tell more apart. */
export const MAX_PARTS = 4096;

/** All signatures as one part. */
export const WHOLE: Part = { number: 1, of: 1 };

/** Reads `3/16`; `null` for an invalid part. The second number is a power of two up to 4096. */
export function parsePart(text: string): Part | null {
  const match = /^([1-9]\d{0,3})\/([1-9]\d{0,3})$/u.exec(text);
  if (!match) return null;
  const part = { number: Number(match[1]), of: Number(match[2]) };
  const isPowerOfTwo = (part.of & (part.of - 1)) === 0;
  return isPowerOfTwo && part.of <= MAX_PARTS && part.number <= part.of ? part : null;
}

/** The fewest hex id prefixes that make up the part: `['']` for the whole, `['2']` for 3/16. */
export function prefixesOf({ number, of }: Part): string[] {
  const digits = Math.ceil(Math.log2(of) / 4);
  const prefixesPerPart = 16 ** digits / of;
  return Array.from({ length: prefixesPerPart }, (_, index) =>
    ((number - 1) * prefixesPerPart + index).toString(16).padStart(digits, '0').slice(0, digits),
  );
}

/** How many parts to ask for so that each very probably has at most `rows` of `total` rows. */
export function partsFor(total: number, rows: number): number {
  for (let of = 1; of < MAX_PARTS; of *= 2) {
    // A keyed hash spreads ids. A part differs from the mean by about its square root; five times that is
    // safe.
    const mean = total / of;
    if (mean + 5 * Math.sqrt(mean) <= rows) return of;
  }
  return MAX_PARTS;
}
