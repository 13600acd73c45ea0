import * as v from 'valibot';
import { fromJson } from '#domain/json.ts';
import { inOrder, type Supporter, SupporterSchema } from '#domain/supporter.ts';

/**
 * The plaintext of a seal has one of a few lengths: 512 bytes and its doubles. Nearly everyone without a comment, and
 * with a short one, is in the first; the longest comment there is in ASCII in the third. A length then tells at most
 * that somebody wrote much, and costs half of a seal on average.
 */
const SHORTEST_BYTES = 512;

/** What is sealed of a signature: its supporter's JSON, keys in the contract's order, padded with white space. */
export function toSealedJson(supporter: Supporter): string {
  const json = JSON.stringify(inOrder(supporter));
  const bytes = new TextEncoder().encode(json).length;
  return json + ' '.repeat(paddedLength(bytes) - bytes);
}

/** Reads what was in a seal. Throws, without quoting it, where it is none of ours. */
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
