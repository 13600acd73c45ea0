import type { Basis } from '#domain/count.ts';
import { isOpenSignature, type Signature } from '#domain/signature.ts';
import { BYTE_ORDER_MARK, toCsvLine } from '#download/csv.ts';
import type { Row, RowKind } from '#download/row-kind.ts';
import { SIGNATURES } from '#download/row.ts';
import { ACTION_NETWORK_COLUMNS, fitsActionNetwork, toActionNetworkCells } from './action-network.ts';
import type { Period } from './periods.ts';
import type { Selection } from './selection.ts';

/** The file formats of an export. Only NDJSON can contain sealed signatures. */
export const EXPORT_FORMATS = ['csv', 'xlsx', 'action-network', 'ndjson'] as const;
/** The name of an export format. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The sheet's name says what the addresses are. Excel takes 31 characters, and no colon. */
const SHEETS = { claimed: 'Signatures, not confirmed', confirmed: 'Signatures, confirmed' } as const;

const ENDINGS = { csv: 'csv', xlsx: 'xlsx', 'action-network': 'csv', ndjson: 'ndjson' } as const;

/** What a file's name says of what it holds. */
export interface FileContents {
  readonly slug: string;
  readonly format: ExportFormat;
  /** The day of the export, as `2016-01-31`. */
  readonly day: string;
  readonly basis: Basis;
  /** Whose signatures it holds, of which days. */
  readonly selection: Selection;
}

/**
 * The name of an export file: `stop-the-raids-2016-01-31-action-network.csv`. What is not all says so, because
 * no column can. A list for news says that its addresses are not confirmed.
 */
export function fileNameOf({
  slug,
  format,
  day,
  basis,
  selection: { who, ...period },
}: FileContents): string {
  const kind = format === 'action-network' ? '-action-network' : '';
  const only = who === 'all' ? '' : `-${who}`;
  const warning = who === 'news' && basis === 'claimed' ? '-not-confirmed' : '';
  return `${slug}-${day}${kind}${only}${daysPart(period)}${warning}.${ENDINGS[format]}`;
}

function daysPart({ from, to }: Period): string {
  if (from === to) return from === '' ? '' : `-of-${from}`;
  return `${from === '' ? '' : `-from-${from}`}${to === '' ? '' : `-to-${to}`}`;
}

/** The signatures that a file of this format contains. */
export function fittingIn<Some extends Signature>(format: ExportFormat, signatures: readonly Some[]): Some[] {
  return signatures.filter((signature) => {
    if (format === 'ndjson') return true;
    return isOpenSignature(signature) && (format !== 'action-network' || fitsActionNetwork(signature));
  });
}

/** The file with the signatures that fit, made on this device. */
export async function toFile(
  format: ExportFormat,
  signatures: readonly Signature[],
  basis: Basis = 'claimed',
): Promise<Blob> {
  const fitting = fittingIn(format, signatures);
  if (format !== 'action-network') return toRowsFile(format, SIGNATURES, fitting, SHEETS[basis]);
  const cells = fitting.filter(isOpenSignature).map(toActionNetworkCells);
  // Action Network would read the byte order mark as part of the first column's name.
  return csv('', [[...ACTION_NETWORK_COLUMNS], ...cells]);
}

/** A file of rows of any kind, made on this device. Only NDJSON holds sealed ones. `sheet` is for XLSX. */
export async function toRowsFile<Kept extends Row>(
  format: Exclude<ExportFormat, 'action-network'>,
  kind: RowKind<Kept>,
  rows: readonly Kept[],
  sheet: string,
): Promise<Blob> {
  if (format === 'ndjson') return new Blob(rows.map(kind.toLine), { type: 'application/x-ndjson' });
  const cells = [[...kind.columns], ...rows.map(kind.toTexts).filter((texts) => texts !== null)];
  if (format === 'csv') return csv(BYTE_ORDER_MARK, cells);
  // This module loads only for an XLSX export.
  const { toWorkbook } = await import('./workbook.ts');
  return toWorkbook(sheet, cells);
}

function csv(mark: string, rows: readonly string[][]): Blob {
  return new Blob([mark, ...rows.map(toCsvLine)], { type: 'text/csv;charset=utf-8' });
}
