import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';

/**
 * The rows of a workbook's first sheet, read by a strict XML parser and with nothing of the writer. It throws
 * for any part that is not well formed, and for a cell that is not an inline string.
 */
export async function readWorkbook(file: Blob): Promise<string[][]> {
  const parts = unzipSync(new Uint8Array(await file.arrayBuffer()));
  for (const [name, bytes] of Object.entries(parts)) {
    if (/\.(?:xml|rels)$/u.test(name)) walk(strFromU8(bytes), {});
  }
  const rows: string[][] = [];
  let text: string | null = null;
  walk(strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array()), {
    open: (name, attributes) => {
      if (name === 'row') rows.push([]);
      if (name === 'c' && attributes['t'] !== 'inlineStr') throw new TypeError('A cell is not a text.');
      if (name === 'f') throw new TypeError('A cell is a formula.');
      if (name === 't') text = '';
    },
    text: (part) => {
      if (text !== null) text += part;
    },
    close: (name) => {
      if (name !== 't') return;
      rows.at(-1)?.push(decoded(text ?? ''));
      text = null;
    },
  });
  return rows;
}

/** The names of a workbook's sheets. */
export async function sheetNamesOf(file: Blob): Promise<string[]> {
  const parts = unzipSync(new Uint8Array(await file.arrayBuffer()));
  const names: string[] = [];
  walk(strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array()), {
    open: (name, attributes) => {
      if (name === 'sheet') names.push(attributes['name'] ?? '');
    },
  });
  return names;
}

/** How a workbook's first sheet is laid out: the width of each column, and how many rows stay in sight. */
export async function layoutOf(file: Blob): Promise<{ widths: number[]; staying: number }> {
  const parts = unzipSync(new Uint8Array(await file.arrayBuffer()));
  const widths: number[] = [];
  let staying = 0;
  walk(strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array()), {
    open: (name, attributes) => {
      if (name === 'col') widths.push(Number(attributes['width']));
      if (name === 'pane' && attributes['state'] === 'frozen') staying = Number(attributes['ySplit']);
    },
  });
  return { widths, staying };
}

/** Excel reads `_x0041_` as the character with this code (ECMA-376, 22.9.2.19). */
function decoded(text: string): string {
  return text.replaceAll(/_x([\dA-F]{4})_/giu, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

interface Walker {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

function walk(xml: string, { open, text, close }: Walker): void {
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => open?.(name, attributes as Record<string, string>));
  parser.on('text', (part) => text?.(part));
  parser.on('closetag', ({ name }) => close?.(name));
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
}
