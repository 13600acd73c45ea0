import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContentMistake } from '#source/mistake.ts';

/** Words of programmers that no message may hold outside of quotes. */
const JARGON =
  /\b(?:scalars?|nodes?|maps?|mappings?|flow|implicit|pars(?:e|er|ed|ing)|tokens?|schema|undefined|null|NaN|ENOENT|EISDIR)\b|\[object|\n|\bat .*:\d+:\d+/u;

/** What is wrong with how a mistake is told: its file, its place, its sentence. */
export async function illFormed(
  root: string,
  { file, line, column, message }: ContentMistake,
): Promise<string[]> {
  const found: string[] = [];
  const lines = await linesOf(join(root, file));
  if (lines === null) found.push(`there is no ${file}`);
  else if (line < 1 || column < 1 || line > lines.length || column > (lines[line - 1] ?? '').length + 1)
    found.push(`${file} has no place ${line}:${column}`);
  return [...found, ...sentenceFaults(message)];
}

/** What is wrong with the sentence that tells a mistake. */
export function sentenceFaults(message: string): string[] {
  const found: string[] = [];
  const own = message.replaceAll(/“[^”]*”|`[^`]*`|"[^"]*"/gu, '…');
  if (JARGON.test(own)) found.push(`jargon: ${message}`);
  if (!/^[\p{Lu}`]/u.test(message)) found.push(`begins small: ${message}`);
  // A line to write may end with a full stop of its own.
  if (/[.!]$/u.test(message) && !/\b\w+: .*[.!]$/u.test(message))
    found.push(`ends with a full stop: ${message}`);
  if (!/[:,] \S/u.test(message)) found.push(`does not say how to mend it: ${message}`);
  return found;
}

/** The lines of a file; one for a folder, and `null` where there is nothing. */
async function linesOf(path: string): Promise<string[] | null> {
  try {
    if ((await stat(path)).isDirectory()) return [''];
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/u, '').split(/\r\n|\n/u);
  } catch {
    return null;
  }
}
