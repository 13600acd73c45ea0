import { isOpenSignature, type Signature } from '#domain/signature.ts';
import { BYTE_ORDER_MARK, toCsvLine } from '#download/csv.ts';
import { COLUMNS, toLine, toTexts } from '#download/row.ts';
import { ACTION_NETWORK_COLUMNS, fitsActionNetwork, toActionNetworkCells } from './action-network.ts';

/** The file formats of an export. Only NDJSON can contain sealed signatures. */
export const EXPORT_FORMATS = ['csv', 'xlsx', 'action-network', 'ndjson'] as const;
/** The name of an export format. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const ENDINGS = { csv: 'csv', xlsx: 'xlsx', 'action-network': 'csv', ndjson: 'ndjson' } as const;

/** The name of an export file: `stop-the-raids-2016-01-31-action-network.csv`. */
export function fileNameOf(slug: string, format: ExportFormat, day: string): string {
  const kind = format === 'action-network' ? '-action-network' : '';
  return `${slug}-${day}${kind}.${ENDINGS[format]}`;
}

/** The signatures that a file of this format contains. */
export function fittingIn<Some extends Signature>(format: ExportFormat, signatures: readonly Some[]): Some[] {
  return signatures.filter((signature) => {
    if (format === 'ndjson') return true;
    return isOpenSignature(signature) && (format !== 'action-network' || fitsActionNetwork(signature));
  });
}

/** The file with the signatures that fit, made on this device. */
export async function toFile(format: ExportFormat, signatures: readonly Signature[]): Promise<Blob> {
  const open = fittingIn(format, signatures).filter(isOpenSignature);
  switch (format) {
    case 'csv':
      return csv(BYTE_ORDER_MARK, [[...COLUMNS], ...open.map(toTexts)]);
    case 'action-network':
      // Action Network would read the byte order mark as part of the first column's name.
      return csv('', [[...ACTION_NETWORK_COLUMNS], ...open.map(toActionNetworkCells)]);
    case 'ndjson':
      return new Blob(signatures.map(toLine), { type: 'application/x-ndjson' });
    case 'xlsx': {
      // This module loads only for an XLSX export.
      const { toWorkbook } = await import('./workbook.ts');
      return toWorkbook('Signatures', [[...COLUMNS], ...open.map(toTexts)]);
    }
  }
}

function csv(mark: string, rows: readonly string[][]): Blob {
  return new Blob([mark, ...rows.map(toCsvLine)], { type: 'text/csv;charset=utf-8' });
}
