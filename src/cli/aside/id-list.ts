import { parse } from 'csv-parse';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { CommandError } from '#cli/command/command.ts';
import { fromJson } from '#domain/json.ts';
import { isSignatureId } from '#domain/signature.ts';
import { linesOf } from '#download/text-lines.ts';

/** The first cell of a CSV download, whichever separator a spreadsheet gave it. */
const CSV_HEAD = /^"?id"?[,;\t]/u;

/**
 * The ids that a file names, each once and sorted: one a line, or those of a download. Throws a `CommandError` for a
 * file without ids and for a line that has none, and quotes no line.
 */
export async function readIds(file: string, input: NodeJS.ReadableStream): Promise<string[]> {
  const name = file === '-' ? 'Standard input' : file;
  const ids = new Set<string>();
  let line = 0;
  for await (const id of cellsOf(file === '-' ? Readable.from(input) : createReadStream(file), name)) {
    line += 1;
    if (id === '') continue;
    if (!isSignatureId(id)) throw new CommandError(2, wrongLine(name, line));
    ids.add(id);
  }
  if (ids.size === 0) throw new CommandError(2, `${name} names no signature: write one id a line.`);
  return [...ids].sort();
}

function wrongLine(name: string, line: number): string {
  return `${name} has no id of a signature in row ${line}. An id has 32 digits, 0 to 9 and a to f. A spreadsheet may have
changed it: take the file as it was downloaded, or a column of ids as text.`;
}

/** What stands where an id belongs, row by row; empty for a row that says nothing. */
async function* cellsOf(stream: Readable, name: string): AsyncGenerator<string, void, undefined> {
  try {
    const lines = linesOf(Readable.toWeb(stream) as ReadableStream<Uint8Array>);
    const next = await lines.next();
    const first = next.done === true ? '' : next.value;
    if (CSV_HEAD.test(first)) yield* firstCells(lines);
    else {
      yield idIn(first);
      for await (const line of lines) yield idIn(line);
    }
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(2, `${name} cannot be read: is it a text file in UTF-8?`, error);
  }
}

/** The id of a line of NDJSON, or the line itself. */
function idIn(line: string): string {
  const text = line.trim();
  if (!text.startsWith('{')) return text;
  const row = fromJson(text);
  const id = typeof row === 'object' && row !== null && 'id' in row ? row.id : null;
  return typeof id === 'string' ? id : text;
}

/** The first cell of each row. A comment may hold line breaks, so no line is taken for a row. */
async function* firstCells(lines: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  const rows = Readable.from(withBreaks(lines)).pipe(
    parse({ delimiter: [',', ';', '\t'], relaxColumnCount: true, relaxQuotes: true }),
  );
  for await (const row of rows as AsyncIterable<readonly string[]>) yield (row[0] ?? '').trim();
}

async function* withBreaks(lines: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  for await (const line of lines) yield `${line}\n`;
}
