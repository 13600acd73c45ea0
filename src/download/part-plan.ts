import { MAX_PARTS, type Part, WHOLE } from '#domain/part.ts';

/** The parts out of `of` that together are `part`. `of` is a power of two, at least the part's own. */
export function splitPart(part: Part, of: number): Part[] {
  const each = of / part.of;
  return Array.from({ length: each }, (_, index) => ({ number: (part.number - 1) * each + index + 1, of }));
}

/** The smaller parts that a site wants to be asked for instead of `part`; `null` for a number that makes no sense. */
export function smallerParts(part: Part, wanted: unknown): Part[] | null {
  if (typeof wanted !== 'number' || wanted <= part.of || wanted > MAX_PARTS) return null;
  return Number.isInteger(Math.log2(wanted)) ? splitPart(part, wanted) : null;
}

/** What is missing beside the parts that are kept, in parts no larger than the largest of these. */
export function missingParts(kept: readonly Part[]): Part[] {
  const scale = kept.length === 0 ? 1 : Math.min(...kept.map(({ of }) => of));
  return splitPart(WHOLE, scale).flatMap((part) => missingIn(part, kept));
}

function missingIn(part: Part, kept: readonly Part[]): Part[] {
  const within = kept.filter((other) => isWithin(other, part));
  if (within.length === 0) return [part];
  if (within.some(({ of }) => of === part.of)) return [];
  return splitPart(part, part.of * 2).flatMap((half) => missingIn(half, within));
}

function isWithin(inner: Part, outer: Part): boolean {
  return inner.of >= outer.of && Math.ceil(inner.number / (inner.of / outer.of)) === outer.number;
}
