import { paddedLength } from '#domain/padded-length.ts';
import { inOrder, type Supporter } from '#domain/supporter.ts';

/** The text to seal: a supporter's JSON, keys in the contract's order, padded with spaces. */
export function toSealedJson(supporter: Supporter): string {
  return padded(JSON.stringify(inOrder(supporter)));
}

/** JSON padded with spaces to one of few lengths. The padding is half of a seal on average. */
export function padded(json: string): string {
  const bytes = new TextEncoder().encode(json).length;
  return json + ' '.repeat(paddedLength(bytes) - bytes);
}
