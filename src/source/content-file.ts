import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { characterFaults } from '#domain/characters.ts';
import { encodingOf } from '#domain/text-bytes.ts';
import { decodeText } from './encoding.ts';
import { isInside } from './inside.ts';
import { mergeConflicts } from './merge-conflict.ts';
import type { ContentMistake } from './mistake.ts';
import { placesIn } from './places.ts';

/** Names in a folder in alphabetical order; an empty list if there is no such folder. */
export async function listFolder(root: string, path: string): Promise<string[]> {
  const names = await orNull(readdir(join(root, path)));
  return (names ?? []).filter((name) => !name.startsWith('.')).sort();
}

/** What stands under a path: a link is what it leads to. */
export async function kindOf(root: string, path: string): Promise<'folder' | 'file' | 'nothing'> {
  const found = await orNull(stat(join(root, path)));
  if (found === null) return 'nothing';
  return found.isDirectory() ? 'folder' : 'file';
}

/** A file's text, or `null` if there is no file. */
export function readText(root: string, path: string): Promise<string | null> {
  return orNull(readFile(join(root, path), 'utf8'));
}

/** A file of `content/`: its text, or why nobody can read it. */
export type ContentFile =
  | { readonly kind: 'read'; readonly text: string; readonly mistakes: readonly ContentMistake[] }
  | { readonly kind: 'invalid'; readonly mistakes: readonly ContentMistake[] };

/**
 * Reads a file of `content/`; `null` if there is no file. Characters that no text may hold are mistakes, and
 * spaces take their place. Lines end with `\n`, and there is no byte order mark.
 */
export async function readContentFile(root: string, path: string): Promise<ContentFile | null> {
  const refuse = (message: string): ContentFile => ({
    kind: 'invalid',
    mistakes: [{ file: path, line: 1, column: 1, message }],
  });
  const real = await orNull(realpath(join(root, path)));
  if (real === null) {
    const isLink = (await orNull(lstat(join(root, path)))) !== null;
    return isLink ? refuse('This file is a link that leads nowhere: put the file itself here') : null;
  }
  // A link to a file elsewhere could publish what is secret.
  if (real !== join(root, path) && !isInside(await realpath(join(root, 'content')), real))
    return refuse('This file is a link to a file outside content/: put the file itself here');
  const bytes = await readFile(real).catch((error: unknown) => {
    if (hasCode(error, 'EISDIR')) return null;
    throw error;
  });
  return bytes === null
    ? refuse('This is a folder, and should be a file: rename it')
    : sameUnlessChanged(real, path, bytes);
}

/** What stood in each file when it was last read. */
const lastRead = new Map<
  string,
  { readonly path: string; readonly bytes: Buffer; readonly file: ContentFile }
>();

/** The same object while a file holds the same bytes. So whoever knows what it says need not look again. */
function sameUnlessChanged(real: string, path: string, bytes: Buffer): ContentFile {
  const known = lastRead.get(real);
  if (known?.path === path && known.bytes.equals(bytes)) return known.file;
  const file = toContentFile(path, bytes);
  lastRead.set(real, { path, bytes, file });
  return file;
}

/** A file of `content/` from its bytes, wherever they come from. */
export function toContentFile(file: string, bytes: Buffer): ContentFile {
  if (encodingOf(bytes) !== 'utf-8') {
    const message = 'This file is saved as UTF-16: save it as UTF-8';
    return { kind: 'invalid', mistakes: [{ file, line: 1, column: 1, message }] };
  }
  const { text, mistakes } = decodeText(file, bytes);
  return withoutFaults(file, text, mistakes);
}

/** Tells of characters that no text may hold, and of merges left open. Spaces take their places. */
function withoutFaults(file: string, text: string, found: readonly ContentMistake[]): ContentFile {
  const faults = characterFaults(text);
  const conflicts = mergeConflicts(text);
  const at = placesIn(file, text);
  const mistakes = [
    ...faults.map(({ index, message }) => at(index, `There is ${message}`)),
    ...conflicts.map(({ index, message }) => at(index, message)),
  ];
  const unread = [
    ...faults.map(({ index, length }) => ({ start: index, end: index + length })),
    ...conflicts.flatMap((conflict) => conflict.unread),
  ].sort((a, b) => a.start - b.start);
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of unread) {
    if (end <= done) continue;
    parts.push(text.slice(done, start), text.slice(Math.max(start, done), end).replaceAll(/[^\n]/gu, blank));
    done = end;
  }
  const clean = parts.join('') + text.slice(done);
  return { kind: 'read', text: clean, mistakes: [...found, ...mistakes] };
}

/** As many spaces as a character has places in a text. */
function blank(character: string): string {
  return ' '.repeat(character.length);
}

function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

async function orNull<Value>(reading: Promise<Value>): Promise<Value | null> {
  try {
    return await reading;
  } catch (error) {
    if (hasCode(error, 'ENOENT', 'ENOTDIR', 'ELOOP')) return null;
    throw error;
  }
}
