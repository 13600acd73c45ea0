import type { OpenSignature, Signature } from '#domain/signature.ts';
import { domainOf, groupedBy, opened, type OpenGroup, repeated } from './grouping.ts';

/** With fewer letters, two names that differ in one are mostly two people: `marta` and `maria`. */
const FEWEST_LETTERS = 7;
/** Two addresses may differ in a letter by chance. More than that at one domain are worth a look. */
const FEWEST_ALIKE = 3;

/**
 * Signatures whose addresses are like one another at one domain, most first. Either they differ in digits, dots
 * and tags only (`ana1@`, `a.na2@`), or in one letter too. The time grows with the number of signatures, not its
 * square.
 */
export function byLikeness(signatures: readonly Signature[]): OpenGroup[] {
  const stems = groupedBy(opened(signatures), ({ supporter }) => stemOf(supporter.email));
  const stars = starsOf(stems);
  return repeated([...stars.alike, ...stars.alone]);
}

/** An address without what people count up: `ana@example.org` for `A.na12+x@example.org`. */
function stemOf(email: string): string {
  const local = email.slice(0, email.lastIndexOf('@')).normalize('NFKC').toLowerCase();
  const plus = local.indexOf('+');
  const letters = (plus > 0 ? local.slice(0, plus) : local).replace(/[\p{N}._+-]/gu, '');
  // Only digits: all such addresses of a domain are alike.
  return `${letters === '' ? '0' : letters}@${domainOf(email)}`;
}

/**
 * Puts stems together that differ in one letter. Two of them give the same text when each loses one letter at
 * most. So every stem goes into the bucket of each such text. A bucket has one centre, so no chain of small steps
 * joins two names that differ much.
 */
function starsOf(stems: readonly OpenGroup[]): { alike: OpenGroup[]; alone: OpenGroup[] } {
  const taken = new Set<OpenGroup>();
  const alike: OpenGroup[] = [];
  for (const bucket of bucketsOf(stems).sort((a, b) => rowsIn(b) - rowsIn(a))) {
    const star = starIn(bucket.filter((stem) => !taken.has(stem)));
    const [first] = star;
    if (!first || star.length < FEWEST_ALIKE) continue;
    for (const stem of star) taken.add(stem);
    alike.push({ key: `~${first.key}`, rows: star.flatMap(({ rows }): readonly OpenSignature[] => rows) });
  }
  return { alike, alone: stems.filter((stem) => !taken.has(stem)) };
}

/**
 * The buckets with enough stems. Each text is one number, of its hash and the place of its stem. Sorted, the
 * stems of a text stand together. A map of 20,000 addresses would take twice as long.
 */
function bucketsOf(stems: readonly OpenGroup[]): OpenGroup[][] {
  const texts: number[] = [];
  for (const [place, { key }] of stems.entries()) {
    for (const hash of hashesOf(key)) texts.push((hash >>> 0) * PLACES + place);
  }
  const sorted = Float64Array.from(texts).sort();
  const buckets: OpenGroup[][] = [];
  for (let start = 0, end = 1; start < sorted.length; start = end, end += 1) {
    const text = sorted[start] ?? 0;
    const next = text - (text % PLACES) + PLACES;
    while ((sorted[end] ?? Infinity) < next) end += 1;
    if (end - start < FEWEST_ALIKE) continue;
    buckets.push(Array.from(sorted.subarray(start, end)).flatMap((one) => stems[one % PLACES] ?? []));
  }
  return buckets;
}

/** The stems of a bucket that are really like its first one: two texts can have one hash. */
function starIn(bucket: readonly OpenGroup[]): readonly OpenGroup[] {
  const [first] = bucket;
  if (!first || bucket.length < FEWEST_ALIKE) return [];
  const texts = new Set(textsOf(first.key));
  return bucket.filter((stem) => textsOf(stem.key).some((text) => texts.has(text)));
}

/** The stem, and the stem without each of its letters. */
function textsOf(stem: string): string[] {
  const letters = Array.from({ length: stem.lastIndexOf('@') }, (_, index) => index);
  return [stem, ...letters.map((index) => stem.slice(0, index) + stem.slice(index + 1))];
}

const BASE = 0x01000193;
/** With 32 bits of a hash, a place under this fits into a number exactly. */
const PLACES = 2 ** 21;

/**
 * A hash of each text of a stem, each once: sums of its characters times powers of a base. The texts themselves
 * would cost three times as long. Short stems have none: they are like nothing.
 */
function hashesOf(stem: string): number[] {
  const letters = stem.lastIndexOf('@');
  if (letters < FEWEST_LETTERS) return [];
  // The sum of what follows each character, and its power.
  const sums = new Int32Array(stem.length + 1);
  const powers = new Int32Array(stem.length + 1);
  powers[stem.length] = 1;
  for (let index = stem.length - 1; index >= 0; index -= 1) {
    const power = powers[index + 1] ?? 0;
    sums[index] = ((sums[index + 1] ?? 0) + Math.imul(stem.charCodeAt(index), power)) | 0;
    powers[index] = Math.imul(power, BASE);
  }
  const hashes = [sums[0] ?? 0];
  let before = 0;
  for (let index = 0; index < letters; index += 1) {
    // Without either of two equal letters the text is the same.
    if (stem[index] !== stem[index + 1]) {
      hashes.push((Math.imul(before, powers[index + 1] ?? 0) + (sums[index + 1] ?? 0)) | 0);
    }
    before = (Math.imul(before, BASE) + stem.charCodeAt(index)) | 0;
  }
  return hashes;
}

function rowsIn(stems: readonly OpenGroup[]): number {
  return stems.reduce((sum, { rows }) => sum + rows.length, 0);
}
