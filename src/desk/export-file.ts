import { isOpenSignature, type Signature } from '#domain/signature.ts';
import { BYTE_ORDER_MARK, toCsvLine } from '#download/csv.ts';
import { COLUMNS, toCells, toLine, toTexts } from '#download/row.ts';
import { ACTION_NETWORK_COLUMNS, toActionNetworkCells } from './action-network.ts';

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

/** The file with the signatures, made on this device. Formats other than NDJSON leave out sealed ones. */
export async function toFile(format: ExportFormat, signatures: readonly Signature[]): Promise<Blob> {
  const open = signatures.filter(isOpenSignature);
  switch (format) {
    case 'csv':
      return csv(BYTE_ORDER_MARK, [[...COLUMNS], ...open.map(toCells)]);
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
