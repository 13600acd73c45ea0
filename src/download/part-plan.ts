import { MAX_PARTS, type Part, WHOLE } from '#domain/part.ts';

/** The parts of `of` that together make up `part`. `of` is a power of two, at least `part.of`. */
export function splitPart(part: Part, of: number): Part[] {
  const each = of / part.of;
  return Array.from({ length: each }, (_, index) => ({ number: (part.number - 1) * each + index + 1, of }));
}

/** Splits `part` into parts of `wanted`, the total that a site asks for; `null` if `wanted` is invalid. */
export function smallerParts(part: Part, wanted: unknown): Part[] | null {
  if (typeof wanted !== 'number' || wanted <= part.of || wanted > MAX_PARTS) return null;
  return Number.isInteger(Math.log2(wanted)) ? splitPart(part, wanted) : null;
}

/** The parts that are missing beside `kept`. No missing part is larger than the largest kept part. */
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
