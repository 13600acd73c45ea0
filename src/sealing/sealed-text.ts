import * as v from 'valibot';
import { fromJson } from '#domain/json.ts';
import { inOrder, type Supporter, SupporterSchema } from '#domain/supporter.ts';

/**
 * The plaintext of a seal is 512 bytes long or a doubling of that. Nearly all supporters with no comment or a
 * short one have the first length; 1,000 ASCII characters need the third. So the length tells at most that a
 * supporter wrote much. The padding is half of a seal on average.
 */
const SHORTEST_BYTES = 512;

/** The text to seal: a supporter's JSON, keys in the contract's order, padded with spaces. */
export function toSealedJson(supporter: Supporter): string {
  const json = JSON.stringify(inOrder(supporter));
  const bytes = new TextEncoder().encode(json).length;
  return json + ' '.repeat(paddedLength(bytes) - bytes);
}

/** Reads the text of an opened seal. Throws a `TypeError` if it is not a supporter, and does not quote it. */
export function parseOpened(text: string): Supporter {
  const parsed = v.safeParse(SupporterSchema, fromJson(text));
  if (!parsed.success) throw new TypeError('What was sealed is not a supporter.');
  return parsed.output;
}

function paddedLength(bytes: number): number {
  let length = SHORTEST_BYTES;
  while (length < bytes) length *= 2;
  return length;
}
