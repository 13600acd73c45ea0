import { writeXlsxStream } from 'hucre/xlsx';

/**
 * An XLSX file with one sheet of texts. Each cell is an inline string, which cannot be a formula. So the text
 * stays as typed, without the apostrophe of CSV.
 */
export function toWorkbook(name: string, rows: Iterable<readonly string[]>): Promise<Blob> {
  const stream = writeXlsxStream(toCellRows(rows), { name, columns: [], inlineStrings: true });
  return new Response(stream, { headers: { 'content-type': XLSX } }).blob();
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function* toCellRows(rows: Iterable<readonly string[]>): Generator<string[]> {
  for (const row of rows) yield row.map(toCellText);
}

/**
 * Escapes text such as `_x0041_`, the format's code for a character (ECMA-376, 22.9.2.19). hucre 1.0.0 does
 * not.
 */
function toCellText(text: string): string {
  return text.replaceAll(/_(?=x[\dA-F]{4}_)/giu, '_x005F_');
}
