import { writeXlsxStream } from 'hucre/xlsx';

/**
 * An XLSX file with one sheet of texts. Each is an inline string, which cannot be a formula and so stays as it was
 * typed, without the apostrophe that CSV needs.
 */
export function toWorkbook(name: string, rows: Iterable<readonly string[]>): Promise<Blob> {
  const stream = writeXlsxStream(toCellRows(rows), { name, columns: [], inlineStrings: true });
  return new Response(stream, { headers: { 'content-type': XLSX } }).blob();
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

function* toCellRows(rows: Iterable<readonly string[]>): Generator<string[]> {
  for (const row of rows) yield row.map(toCellText);
}

/** `_x0041_` is how the format writes a character it has no other way for (ECMA-376, 22.9.2.19); hucre 1.0.0 leaves it. */
function toCellText(text: string): string {
  return text.replaceAll(/_(?=x[\dA-F]{4}_)/giu, '_x005F_');
}
