import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { scanBlocks } from './blocks.ts';
import { endOfLine } from './extent.ts';
import { lostWord } from './lost-words.ts';
import { mendedText, type Mending, newMending } from './mending.ts';
import type { ContentMistake } from './mistake.ts';
import { placesIn } from './places.ts';
import { aliasesIn, findNode, keysTwice, parseTree } from './yaml-tree.ts';

/** A parsed YAML text that knows the place of each value in its file. */
export interface YamlSource {
  /** What it says, once every mistake is mended in memory; `undefined` where nobody can read it. */
  readonly data: unknown;
  readonly mistakes: readonly ContentMistake[];
  /**
   * A mistake at the value of `path`, or at its key with `at: 'key'`. If `path` is missing, its nearest
   * parent is the place.
   */
  mistakeAt(path: readonly PropertyKey[], message: string, at?: 'key' | 'value'): ContentMistake;
  /** The value at `path` as the file spells it. */
  written(path: readonly PropertyKey[]): string;
  /** Whether a mistake tells of a value already, and whether what it says can be judged all the same. */
  told(path: readonly PropertyKey[]): 'no' | 'mended' | 'yes';
  /** Keys whose lines nobody can read. What they lack is told already. */
  readonly unread: ReadonlySet<string>;
}

/** Reads a whole file of YAML 1.2, in which dates stay strings. */
export function parseYaml(file: string, text: string): YamlSource {
  return readYaml(newMending(file, text), { start: 0, end: text.length });
}

/** Reads a piece of a file as YAML; `null` stands for a file without one. */
export function readYaml(
  mending: Mending,
  piece: { readonly start: number; readonly end: number } | null,
): YamlSource {
  const { file, text, faults, told } = mending;
  const at = placesIn(file, text);
  const unread = new Set<string>();
  const { start, end } = piece ?? { start: 0, end: 0 };
  if (piece) scanBlocks(mending, start, end);
  const { document, toFile } = parseMended(mending, { start, end }, unread);
  const contents = document?.contents ?? null;
  for (const { key, first, again } of keysTwice(contents))
    faults.push({
      offset: toFile(again),
      message: `\`${key}\` stands twice, here and in line ${at(toFile(first), '').line}: remove one of the two`,
    });
  const lost = faults.length === 0 && document ? lostWord(mending, contents, start, end) : null;
  if (lost !== null)
    faults.push({
      offset: lost,
      message: 'What stands here gets lost: put the words behind the colon in quotes',
    });
  return {
    data: piece && document ? document.toJS() : undefined,
    mistakes: faults.map(({ offset, message }) => at(offset, message)),
    mistakeAt: (path, message, where = 'value') =>
      at(toFile(findNode(contents, path, where).offset), message),
    written: (path) => {
      const { node } = findNode(contents, path, 'value');
      const range = isNode(node) ? node.range : null;
      return range ? text.slice(toFile(range[0]), toFile(Math.max(range[0], range[1] - 1)) + 1) : '';
    },
    told: (path) => {
      const place = toFile(findNode(contents, path, 'value').offset);
      const found = told.find(({ start, end }) => start <= place && place < end);
      return found ? (found.isMended === true ? 'mended' : 'yes') : 'no';
    },
    unread,
  };
}

/** Lines that nobody can read are taken out, key by key, so that the rest can be. */
const MAX_TAKEN_OUT = 30;

function parseMended(
  mending: Mending,
  { start, end }: { readonly start: number; readonly end: number },
  unread: Set<string>,
): { document: Document | null; toFile: (offset: number) => number } {
  const { text, faults, edits } = mending;
  for (let taken = 0; ; taken++) {
    const mended = mendedText(mending, start, end);
    const document = parseTree(mended.text);
    const [problem] = document ? [...document.errors, ...document.warnings, ...aliasesIn(document)] : [];
    if (document && !problem) return { document, toFile: mended.toFile };
    const block = blockAt(text, mended.toFile(problem?.pos[0] ?? 0), { start, end });
    const isTakenOut = edits.some((edit) => edit.start === block.start && edit.end === block.end);
    if (isTakenOut || !problem || taken === MAX_TAKEN_OUT) {
      faults.push({
        offset: start,
        message: 'Nobody can read these lines: write each as key: value, with words in quotes',
      });
      return { document: null, toFile: mended.toFile };
    }
    const offset = Math.max(block.start, mended.toFile(problem.pos[0]));
    const isNew = !faults.some((fault) => fault.offset >= block.start && fault.offset < block.end);
    if (isNew)
      faults.push({
        offset,
        message: 'This cannot be read: write key: value, and put the words behind the colon in quotes',
      });
    edits.push({ ...block, text: '' });
    const [, key] = /^["']?([\p{L}_][\p{L}\p{N}_.-]*)/u.exec(text.slice(block.start, block.end)) ?? [];
    unread.add(key ?? '');
  }
}

/** The lines of the key at the left edge that hold an offset. */
function blockAt(
  text: string,
  offset: number,
  { start, end }: { readonly start: number; readonly end: number },
): { start: number; end: number } {
  const begins = (line: number) => /^[^\s#-]/u.test(text.slice(line, line + 1));
  let first = Math.max(start, text.lastIndexOf('\n', Math.max(offset - 1, 0)) + 1);
  while (first > start && !begins(first)) first = Math.max(start, text.lastIndexOf('\n', first - 2) + 1);
  let last = endOfLine(text, Math.max(first, offset), end);
  while (last < end && !begins(last + 1)) last = endOfLine(text, last + 1, end);
  return { start: first, end: last };
}

/** Reads YAML as it was read before there were rules beyond its own. */
export function pastYaml(file: string, text: string, firstLine: number): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const at = (offset: number, message: string): ContentMistake => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line) + firstLine - 1, column: Math.max(1, col), message };
  };
  const faults = document.errors.map(({ pos }) => at(pos[0], 'This could not be read'));
  const data = faults.length === 0 ? valueOf(document) : undefined;
  return {
    data: data?.value,
    mistakes: data === null ? [at(0, 'This could not be read')] : faults,
    mistakeAt: (path, message, where = 'value') =>
      at(findNode(document.contents, path, where).offset, message),
    written: () => '',
    told: () => 'no',
    unread: new Set(),
  };
}

/** Aliases (`*name`) can lead nowhere, or to billions of values. The library throws then (yaml 2.9.1). */
function valueOf(document: Document): { value: unknown } | null {
  try {
    return { value: document.toJS() };
  } catch {
    return null;
  }
}
