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
  return `${JSON.stringify({ ...frameOf(signature), ...personal })}\n`;
}

/** The cells of a signature's CSV row. No cell can become a formula. */
export function toCells(signature: OpenSignature): string[] {
  return toTexts(signature).map(withoutFormula);
}

/** A signature's columns as typed, for formats that mark cells as text. */
export function toTexts(signature: OpenSignature): string[] {
  return Object.values({ ...frameOf(signature), ...inOrder(signature.supporter) }).map(String);
}

/**
 * A cell that no spreadsheet reads as a formula (OWASP, “CSV Injection”). A cell is a formula if its first
 * significant character is one of `=+-@`, also in full width. Some spreadsheets first skip white space,
 * control characters and a byte order mark. An apostrophe before such a cell makes it text.
 */
export function withoutFormula(cell: string): string {
  return /^[\p{Z}\p{C}]*[=+\-@＝＋－＠]/u.test(cell) || /^[\t\r\n\0]/u.test(cell) ? `'${cell}` : cell;
}
