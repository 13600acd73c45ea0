import { endOfLine } from './extent.ts';
import { isKnownKey, keyMeant } from './known-keys.ts';
import type { Mending } from './mending.ts';

/** Where the front matter stands in a file, and where the text below it begins. Offsets are the file's. */
export interface Fences {
  /** `null` if there is no front matter, or none that can be read. */
  readonly front: { readonly start: number; readonly end: number } | null;
  readonly body: number;
}

/**
 * Finds the two lines `---`, and tells what is wrong with them. Whatever stands in their place is taken for them,
 * so that the rest can be read.
 */
export function findFences(mending: Mending): Fences {
  const { text } = mending;
  const right = /^---[ \t]*(?:\n|$)/u.exec(text);
  if (right) return findEnd(mending, { start: right[0].length, first: null });
  const at = text.search(/\S/u);
  if (at < 0) {
    tell(
      mending,
      0,
      `The file is empty: begin it with a line ---, the keys such as title: …, and another line ---`,
    );
    return { front: null, body: text.length };
  }
  const lineStart = text.lastIndexOf('\n', at) + 1;
  const lineEnd = endOfLine(text, at);
  const line = text.slice(lineStart, Math.min(lineEnd, lineStart + MAX_FENCE_CHARS));
  const [, dashes = '', behind = ''] = FIRST.exec(line) ?? [];
  const begin = Math.min(lineEnd + 1, text.length);
  if (dashes === '---' && behind !== '') {
    const words = lineStart + line.indexOf(behind, line.indexOf(dashes) + 3);
    tell(mending, words, 'Words stand behind the first ---: move them to a line of their own');
    return findEnd(mending, { start: isKeyLine(behind) ? words : begin, first: null });
  }
  if (dashes === '---' && line.trimStart() === line && lineStart === 0) {
    tell(mending, 3, 'An odd space stands behind the first ---: delete it');
    return findEnd(mending, { start: begin, first: null });
  }
  if (dashes === '---') {
    const what = lineStart > 0 ? 'An empty line stands' : 'Spaces stand';
    tell(
      mending,
      0,
      `${what} before the first ---: the file must begin with it, so delete what is before it`,
    );
    return findEnd(mending, { start: begin, first: null });
  }
  const again = /^\s*---[ \t]*\n/u.exec(text.slice(begin));
  if (isOddFence(line) && again) {
    tell(
      mending,
      at,
      `The first line is ${shortened(line.trim())}: remove it, so that the file begins with ---`,
    );
    return findEnd(mending, { start: begin + again[0].length, first: null });
  }
  if (isOddFence(line)) return findEnd(mending, { start: begin, first: { at, sign: line.trim() } });
  const [, key] = /^\s*(?:#.*\n\s*)*["']?([\p{L}_][\p{L}\p{N}_ -]{0,40}?)["']?\s*[:：]/u.exec(text) ?? [];
  if (key !== undefined && keyMeant(key) !== null)
    return findEnd(mending, { start: lineStart, first: { at, sign: '' } });
  const late = /\n---[ \t]*\n(?=(?<key>[A-Za-z]+):)/u.exec(text);
  if (late && isKnownKey(late.groups?.['key'] ?? '')) {
    tell(mending, 0, 'Words stand before the first ---: the file must begin with it, so move them below');
    return findEnd(mending, { start: late.index + late[0].length, first: null });
  }
  tell(
    mending,
    0,
    'The file has no front matter: begin it with a line ---, keys such as title: …, and another line ---',
  );
  return { front: null, body: 0 };
}

const MAX_FENCE_CHARS = 2000;
const DASHES = '-–—−‐‑‒―';
/** A first line with three dashes, and what stands behind them. */
const FIRST = /^\s*(---)(?!-)\s*(.*?)\s*$/u;
const ODD = new RegExp(String.raw`^(?:[${DASHES}\s]+|[+*=_~.]{2,}|(?:~~~|\x60\x60\x60)\w*)$`, 'u');

/** True for a line that was meant to be `---`. */
function isOddFence(line: string): boolean {
  return ODD.test(line.trim());
}

interface Begin {
  readonly start: number;
  /** What is wrong with the first line `---`, if that is not told yet. An empty sign: there is none. */
  readonly first: { readonly at: number; readonly sign: string } | null;
}

function findEnd(mending: Mending, { start, first }: Begin): Fences {
  const { text } = mending;
  const end = lastLine(mending, start);
  checkCopy(mending, end.body);
  const sign = first?.sign ?? null;
  const isToml = sign !== null && /^\+/u.test(sign) && /^\w+ *=/mu.test(text.slice(start, end.at));
  const isBothOdd = sign !== null && sign !== '' && end.kind === 'odd' && end.sign === sign;
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length;
  if (isToml) {
    tell(
      mending,
      first?.at ?? 0,
      'The front matter is written as TOML, with +++ and =: write --- for +++, and title: "…" for title = "…"',
    );
    return { front: null, body: end.body };
  }
  if (sign === '' && end.kind === 'missing') {
    tell(
      mending,
      first?.at ?? 0,
      `The front matter stands between no lines ---: write one above this line, and one below line ${lineOf(lastOf(text, end.at))}`,
    );
    return { front: { start, end: end.at }, body: end.body };
  }
  if (sign === '') tell(mending, first?.at ?? 0, 'The first line --- is missing: write it above this line');
  else if (sign !== null) {
    const where = isBothOdd ? `, here and in line ${lineOf(end.at)}` : '';
    tell(mending, first?.at ?? 0, `The first line is ${shortened(sign)}: write three hyphens, ---${where}`);
  }
  if (end.kind === 'odd' && !isBothOdd) tell(mending, end.at, oddEnd(end.sign));
  if (end.kind === 'missing')
    tell(
      mending,
      end.body,
      'The second line --- is missing, which ends the front matter: write it above this line',
    );
  return { front: { start, end: end.at }, body: end.body };
}

function oddEnd(sign: string): string {
  if (sign === '---') return 'There are spaces around the second ---: delete them';
  if (/^---\s*[^\s-]/u.test(sign))
    return 'Words stand behind the second ---: move them to a line of their own';
  return `The front matter ends with ${shortened(sign)}: write three hyphens, ---`;
}

interface End {
  readonly kind: 'right' | 'odd' | 'missing';
  readonly at: number;
  readonly sign: string;
  readonly body: number;
}

/** The end of the front matter: its line, or the first line that is no front matter any more. */
function lastLine(mending: Mending, start: number): End {
  const { text } = mending;
  let wasBlank = false;
  let prose: number | null = null;
  let odd: End | null = null;
  for (let at = start; at < text.length;) {
    const lineEnd = endOfLine(text, at);
    const body = Math.min(lineEnd + 1, text.length);
    const line = text.slice(at, Math.min(lineEnd, at + MAX_FENCE_CHARS));
    if (/^---[ \t]*$/u.test(line)) {
      if (odd === null && prose === null && goesOn(text, body)) {
        tell(mending, at, `This line --- does not end the front matter: remove it, keys follow`);
        mending.edits.push({ start: at, end: lineEnd, text: '' });
        at = body;
        continue;
      }
      if (odd !== null) return odd;
      if (prose === null) return { kind: 'right', at, sign: '---', body };
      return { kind: 'missing', at: prose, sign: '', body: prose };
    }
    const isKey = isKeyLine(line);
    if (isKey) {
      prose = null;
      odd = null;
    }
    const isFence = line.trim().length > 1 || /[–—―]/u.test(line) ? isOddFence(line) : false;
    const isTailed = /^---(?!-)/u.test(line);
    if (!isKey && (isFence || isTailed) && prose === null)
      odd ??= { kind: 'odd', at, sign: line.trim(), body };
    else if (!isKey && wasBlank && /^(?:[^\s#-]|#{2,6} |-(?! ))/u.test(line)) prose ??= at;
    wasBlank = line.trim() === '';
    at = body;
    if (lineEnd === text.length) break;
  }
  if (odd !== null) return odd;
  const at = prose ?? text.length;
  return { kind: 'missing', at, sign: '', body: at };
}

/** True if keys that we know follow, and then another line ---. */
function goesOn(text: string, from: number): boolean {
  const [, key = ''] = /^\s*([A-Za-z]+):/u.exec(text.slice(from, from + MAX_FENCE_CHARS)) ?? [];
  return isKnownKey(key) && /^---[ \t]*$/mu.test(text.slice(from));
}

/** Tells of front matter that stands in the text again, as when a file is pasted twice. */
function checkCopy(mending: Mending, body: number): void {
  const { text } = mending;
  for (const match of text
    .slice(body)
    .matchAll(/^---[ \t]*\n(?=(?<first>[A-Za-z]+): .*\n(?<second>[A-Za-z]+):)/gmu)) {
    const { first = '', second = '' } = match.groups ?? {};
    if (!isKnownKey(first) || !isKnownKey(second)) continue;
    tell(
      mending,
      body + match.index,
      'The line --- and the keys stand here again: remove this copy of the file',
    );
    return;
  }
}

/** True for a line that begins with a key: one we know, or a word that only keys look like. */
function isKeyLine(line: string): boolean {
  const [, quote, key = ''] =
    /^\s*(["']?)([\p{L}_][\p{L}\p{N}_-]{0,40})["']?[ \t]*[:：=](?!\/\/)/u.exec(line) ?? [];
  if (key === '') return false;
  return quote !== '' || isKnownKey(key) || keyMeant(key) !== null || /^[a-z][a-zA-Z_]*$/u.test(key);
}

function lastOf(text: string, end: number): number {
  let at = end - 1;
  while (at > 0 && /\s/u.test(text[at] ?? '')) at--;
  return at;
}

function shortened(line: string): string {
  return line.length > 20 ? `${line.slice(0, 20)}…` : line;
}

function tell({ faults }: Mending, offset: number, message: string): void {
  faults.push({ offset, message });
}
