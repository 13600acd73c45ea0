import * as v from 'valibot';
import { fromJson } from '#domain/json.ts';
import { paddedLength } from '#domain/padded-length.ts';
import { inOrder, type Supporter, SupporterSchema } from '#domain/supporter.ts';

/** The text to seal: a supporter's JSON, keys in the contract's order, padded with spaces. */
export function toSealedJson(supporter: Supporter): string {
  return padded(JSON.stringify(inOrder(supporter)));
}

/** JSON padded with spaces to one of few lengths. The padding is half of a seal on average. */
export function padded(json: string): string {
  const bytes = new TextEncoder().encode(json).length;
  return json + ' '.repeat(paddedLength(bytes) - bytes);
}

/** Reads the text of an opened seal. Throws a `TypeError` if it is not a supporter, and does not quote it. */
export function parseOpened(text: string): Supporter {
  const parsed = v.safeParse(SupporterSchema, fromJson(text));
  if (!parsed.success) throw new TypeError('What was sealed is not a supporter.');
  return parsed.output;
}
