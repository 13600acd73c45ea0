import { toFileText } from '#domain/file-text.ts';
import {
  FRAME_KEYS,
  frameOf,
  isOpenSignature,
  type OpenSignature,
  type Signature,
} from '#domain/signature.ts';
import { inOrder, SUPPORTER_KEYS } from '#domain/supporter.ts';

/** Columns of a download, in the contract's order. */
export const COLUMNS: readonly string[] = [...FRAME_KEYS, ...SUPPORTER_KEYS];

/** A signature as one line of NDJSON: its columns in order. A sealed signature has its frame and its seal. */
export function toLine(signature: Signature): string {
  const personal = isOpenSignature(signature) ? inOrder(signature.supporter) : { sealed: signature.sealed };
  const columns = Object.entries({ ...frameOf(signature), ...personal }).map(
    ([key, value]) => [key, typeof value === 'string' ? toFileText(value) : value] as const,
  );
  return `${JSON.stringify(Object.fromEntries(columns))}\n`;
}

/** A signature's columns as typed. */
export function toTexts(signature: OpenSignature): string[] {
  return Object.values({ ...frameOf(signature), ...inOrder(signature.supporter) }).map(String);
}
