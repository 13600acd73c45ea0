import { writeXlsxStream } from 'hucre/xlsx';
import { toFileText } from '#domain/file-text.ts';

/**
 * An XLSX file with one sheet of texts. Each cell is an inline string, which cannot be a formula. So the text
 * stays as typed, without the apostrophe of CSV. The first row stays in sight, and columns are as wide as what they
 * hold.
 */
export function toWorkbook(name: string, rows: readonly (readonly string[])[]): Promise<Blob> {
  const stream = writeXlsxStream(toCellRows(rows), {
    name,
    columns: widthsOf(rows).map((width) => ({ width })),
    freezePane: { rows: 1 },
    inlineStrings: true,
  });
  return new Response(stream, { headers: { 'content-type': XLSX } }).blob();
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Room for an address, and a comment in a few lines. Excel measures in digits of its usual font. */
const MAX_WIDTH = 48;
/** So many rows tell how wide a column is. */
const MEASURED = 500;

function widthsOf(rows: readonly (readonly string[])[]): number[] {
  const widths: number[] = [];
  for (const row of rows.slice(0, MEASURED)) {
    row.forEach((text, column) => {
      widths[column] = Math.min(MAX_WIDTH, Math.max(widths[column] ?? 0, text.length + 2));
    });
  }
  return widths;
}

/** The most UTF-16 units of a cell. Excel offers to repair a file with more. */
const MAX_UNITS = 32_767;

function* toCellRows(rows: Iterable<readonly string[]>): Generator<string[]> {
  for (const row of rows) yield row.map((text) => withoutCodes(shortened(toFileText(text))));
}

/**
 * Escapes text such as `_x0041_`, the format's code for a character (ECMA-376, 22.9.2.19). hucre 1.0.0 does
 * not. It writes a return as such a code, so a return can complete one too.
 */
function withoutCodes(text: string): string {
  return text.replaceAll(/_(?=x[\dA-F]{4}[_\r])/giu, '_x005F_');
}

/** The start of a text that is too long for a cell, with an ellipsis. No form takes such a text. */
function shortened(text: string): string {
  if (text.length <= MAX_UNITS) return text;
  return `${text.slice(0, MAX_UNITS - 1).replace(/\p{Cs}$/u, '')}…`;
}
