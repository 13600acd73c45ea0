import { parse } from 'csv-parse/sync';

/** The cells of a file for a reader with this separator. It keeps quotes within a cell, as Excel does. */
export function cellsFor(delimiter: string, file: string): string[] {
  const rows: string[][] = parse(file, {
    bom: true,
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
  });
  return rows.flat();
}

/** True for a cell that a spreadsheet may run, also if it first drops what does not show. */
export function isLive(cell: string): boolean {
  return /^[\p{Z}\p{C}\u2800\u3164"]*[=+\-@＝＋－＠﹦﹢﹣﹫]/u.test(cell) || /^[\t\r]/u.test(cell);
}
