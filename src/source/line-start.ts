import type { Mending } from './mending.ts';

const SPACE = /[^\S\n]|[\u200B\u2060\uFEFF]/u;

/** The offset of a line’s first character that is no space, nor one that nobody sees. */
export function behindIndent(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && SPACE.test(text[at] ?? '')) at++;
  return at;
}

/** The spaces before a line. `isOdd`: there is a tab among them, or another kind of space. */
export interface Indent {
  readonly width: number;
  readonly isOdd: boolean;
}

/** The spaces before a line. A tab counts as two, and each odd space as one; both are told. */
export function indentOf({ text, faults }: Mending, lineStart: number, at: number): Indent {
  const spaces = text.slice(lineStart, at);
  const odd = spaces.search(/[^ ]/u);
  if (odd < 0) return { width: spaces.length, isOdd: false };
  const isTab = spaces[odd] === '\t';
  const what = isTab ? 'A tab stands before this line' : 'A space of an odd kind stands before this line';
  faults.push({
    offset: lineStart + odd,
    message: `${what}: delete it, and write ${isTab ? 'spaces' : 'plain spaces'} where the line needs them`,
  });
  return { width: spaces.replaceAll('\t', '  ').length, isOdd: true };
}

const BULLET = /^(?:-(?=[ \t]|$)|[•·∙◦▪–—−‐‑*+](?=[ \t\u00A0])|-(?=[^ \t\n\d-]))/u;

/** The offset behind the dash of a list's entry; `null` if none begins there. */
export function dashAt(
  { text, faults, edits }: Mending,
  at: number,
  lineEnd: number,
  isListDue: boolean,
): number | null {
  const line = text.slice(at, Math.min(lineEnd, at + 3));
  const [sign] = BULLET.exec(line) ?? [];
  if (sign === undefined) return null;
  if (sign === '-' && /^-(?:[ \t]|$)/u.test(line)) {
    if (line[1] === '\t') edits.push({ start: at + 1, end: at + 2, text: ' ' });
    if (line[1] === '\t')
      faults.push({ offset: at + 1, message: 'A tab stands behind the dash: write a space' });
    return at + 1;
  }
  if (sign === '-' && /^-[\u00A0\u2000-\u200B\u202F\u3000]/u.test(line)) {
    faults.push({
      offset: at + 1,
      message: 'A space of an odd kind stands behind the dash: write a plain space',
    });
    edits.push({ start: at + 1, end: at + 2, text: ' ' });
    return at + 2;
  }
  if (!isListDue) return null;
  if (sign === '-') {
    faults.push({ offset: at + 1, message: 'A space is missing behind the dash: write one' });
    edits.push({ start: at + 1, end: at + 1, text: ' ' });
    return at + 1;
  }
  faults.push({ offset: at, message: `This entry of a list begins with ${sign}: write “- ” in its place` });
  edits.push({ start: at, end: at + 2, text: '- ' });
  return at + 2;
}
