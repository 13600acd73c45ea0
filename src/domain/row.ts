import type { Signature } from './signature.ts';

/** Columns of a download, in the contract's order. */
export const COLUMNS = [
  'id',
  'campaign',
  'signedAt',
  'name',
  'email',
  'postalCode',
  'country',
  'comment',
  'updates',
  'locale',
  'nameShown',
] as const;

export type Column = (typeof COLUMNS)[number];

/** A signature that can be read. */
export type OpenSignature = Extract<Signature, { supporter: unknown }>;

/** A signature as one line of NDJSON: its columns in order, or of a sealed one what identifies nobody and the seal. */
export function toLine(signature: Signature): string {
  const { id, campaign, signedAt } = signature;
  const line =
    'sealed' in signature
      ? { id, campaign, signedAt, sealed: signature.sealed }
      : { id, campaign, signedAt, ...inOrder(signature) };
  return `${JSON.stringify(line)}\n`;
}

/** The cells of a signature's CSV row; none of them can become a formula. */
export function toCells(signature: OpenSignature): string[] {
  return toTexts(signature).map(withoutFormula);
}

/** A signature's columns as they were typed, for files whose cells say that they are text. */
export function toTexts(signature: OpenSignature): string[] {
  const { id, campaign, signedAt } = signature;
  return [id, campaign, signedAt, ...Object.values(inOrder(signature)).map(String)];
}

function inOrder({ supporter }: OpenSignature) {
  const { name, email, postalCode, country, comment, updates, locale, nameShown } = supporter;
  return { name, email, postalCode, country, comment, updates, locale, nameShown };
}

/**
 * A spreadsheet takes a cell for a formula when its first character that counts is one of `=+-@`, their full-width
 * twins included (OWASP, “CSV Injection”); some skip white space, control characters and a byte order mark first.
 * An apostrophe before such a cell makes it text.
 */
export function withoutFormula(cell: string): string {
  return /^[\p{Z}\p{C}]*[=+\-@＝＋－＠]/u.test(cell) || /^[\t\r\n\0]/u.test(cell) ? `'${cell}` : cell;
}
