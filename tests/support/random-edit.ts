import fc from 'fast-check';

/** One slip of an editor: what it is, how far down in the file, and the sign that it types. */
export interface Slip {
  readonly kind: Kind;
  /** How far down in the file, from 0 to 1. */
  readonly depth: number;
  readonly sign: string;
}

/** A file after a slip. The slip touched the lines `from` to `to` of the new text; lines start at 1. */
export interface Edited {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** What fingers, phones and word processors type into a text. */
const SIGNS = [
  ...Array.from(':#"\'*[]{}()&!|>%@`,-_~<\\=+.?/“”‘’«»—–…×'),
  ': ',
  ' #',
  '- ',
  '**',
  '&nbsp;',
  '\u00A0',
  '\u200B',
  '\t',
  '\n',
  '\n\n',
  '\n---\n',
  'é',
  'ß',
  '٣',
  '🌊',
  '0',
  'x',
];

/** A change of a text at a place; `null` where it changes nothing. */
type Change = (text: string, at: number, sign: string) => Cut | null;

/** The characters from `start` to `end` give way to others. */
interface Cut {
  readonly start: number;
  readonly end: number;
  readonly put: string;
}

const CHANGES = {
  'a character gone': (text, at) => ({ start: at, end: at + size(text, at), put: '' }),
  'a character doubled': (text, at) => ({ start: at, end: at, put: text.slice(at, at + size(text, at)) }),
  'two characters swapped': (text, at) => {
    const middle = at + size(text, at);
    const end = middle + size(text, middle);
    return { start: at, end, put: text.slice(middle, end) + text.slice(at, middle) };
  },
  'a sign typed': (_text, at, sign) => ({ start: at, end: at, put: sign }),
  'a sign typed for another': (text, at, sign) => ({ start: at, end: at + size(text, at), put: sign }),
  'a space for a character': (text, at) => ({ start: at, end: at + size(text, at), put: ' ' }),
  'a line pasted twice': (text, at) => {
    const line = lineAt(text, at);
    return { start: line.end, end: line.end, put: text.slice(line.start, line.end) };
  },
  'a line gone': (text, at) => ({ ...lineAt(text, at), put: '' }),
  'two lines swapped': (text, at) => {
    const { start, end } = lineAt(text, at);
    const next = lineAt(text, end);
    return end >= text.length
      ? null
      : { start, end: next.end, put: ended(text.slice(next.start, next.end)) + text.slice(start, end) };
  },
  'a line moved in': (text, at, sign) => {
    const { start } = lineAt(text, at);
    return { start, end: start, put: ' '.repeat(1 + ((sign.codePointAt(0) ?? 0) % 4)) };
  },
  'a line moved out': (text, at) => {
    const { start } = lineAt(text, at);
    const spaces = /^ +/u.exec(text.slice(start))?.[0].length ?? 0;
    return spaces === 0 ? null : { start, end: start + spaces, put: '' };
  },
  'two lines joined': (text, at) => {
    const { end } = lineAt(text, at);
    return end >= text.length ? null : { start: end - 1, end, put: '' };
  },
  'two lines joined by a space': (text, at) => {
    const { end } = lineAt(text, at);
    return end >= text.length ? null : { start: end - 1, end, put: ' ' };
  },
  'a space that does not break': (text, at) => found(text, at, / /u, () => '\u00A0'),
  'a tab for spaces': (text, at) => found(text, at, / +/u, () => '\t'),
  'a word in capitals': (text, at) => found(text, at, /\p{L}+/u, (word) => word.toUpperCase()),
  'a word with a capital': (text, at) =>
    found(text, at, /\p{L}+/u, (word) => word.charAt(0).toUpperCase() + word.slice(1)),
  'quotes made curly': (text, at, sign) =>
    found(text, at, /["']/u, (quote) => (quote === '"' ? (sign < 'a' ? '“' : '”') : '’')),
  'dashes made long': (text, at) => found(text, at, /-{1,3}/u, (dashes) => (dashes === '-' ? '–' : '—')),
  'a word selected and gone': (text, at) => found(text, at, /\p{L}+ ?/u, () => ''),
  'a word moved to the end of its line': (text, at) => {
    const { start, end } = lineAt(text, at);
    const word = /\p{L}+ /u.exec(text.slice(at, end));
    if (word === null) return null;
    const rest = text.slice(start, at + word.index) + text.slice(at + word.index + word[0].length, end);
    return { start, end, put: `${rest.trimEnd()} ${word[0].trim()}\n` };
  },
  'the rest of the file gone': (text, at) => ({ start: at, end: text.length, put: '' }),
} as const satisfies Readonly<Record<string, Change>>;

/** Slips that change the whole file. */
const SAVED = {
  'the line ends of Windows': (text) => text.replaceAll('\n', '\r\n'),
  'a byte order mark': (text) => `\uFEFF${text}`,
  'both marks of Windows': (text) => `\uFEFF${text.replaceAll('\n', '\r\n')}`,
  'all quotes made curly': (text) =>
    text
      .replaceAll(/(?<=^|[\s(])"/gu, '“')
      .replaceAll('"', '”')
      .replaceAll("'", '’'),
  'all spaces made unbreakable': (text) => text.replaceAll(' ', '\u00A0'),
  'all dashes made long': (text) => text.replaceAll('---', '—').replaceAll('--', '–'),
  'the file pasted twice': (text) => text + text,
  'no line end at its end': (text) => text.trimEnd(),
  'spaces at the ends of lines': (text) => text.replaceAll('\n', '  \n'),
  'an empty line after each': (text) => text.replaceAll('\n', '\n\n'),
  'spaces before each line': (text) => text.replaceAll(/^(?=.)/gmu, '  '),
} as const satisfies Readonly<Record<string, (text: string) => string>>;

type Kind = keyof typeof CHANGES | keyof typeof SAVED;

/** Any slip. Those of a whole file are rare, because there are few of them. */
export const anySlip: fc.Arbitrary<Slip> = fc.record({
  kind: fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...(Object.keys(CHANGES) as Kind[])) },
    { weight: 1, arbitrary: fc.constantFrom(...(Object.keys(SAVED) as Kind[])) },
  ),
  depth: fc.noBias(fc.nat(999_999)).map((millionths) => millionths / 1_000_000),
  sign: fc.constantFrom(...SIGNS),
});

/** The text after a slip; `null` where the slip changes nothing. */
export function slipped(text: string, { kind, depth, sign }: Slip): Edited | null {
  if (kind in SAVED) {
    const saved = SAVED[kind as keyof typeof SAVED](text);
    return saved === text ? null : { text: saved, from: 1, to: linesIn(saved) };
  }
  const change: Change = CHANGES[kind as keyof typeof CHANGES];
  const cut = change(text, wholeCharacter(text, Math.floor(depth * text.length)), sign);
  if (cut === null) return null;
  const edited = text.slice(0, cut.start) + cut.put + text.slice(cut.end);
  if (edited === text) return null;
  const from = linesIn(text.slice(0, cut.start));
  return { text: edited, from, to: from + linesIn(cut.put) - 1 };
}

function linesIn(text: string): number {
  return text.split('\n').length;
}

/** No slip cuts a character in two. */
function wholeCharacter(text: string, at: number): number {
  return /[\uDC00-\uDFFF]/u.test(text.charAt(at)) && at > 0 ? at - 1 : at;
}

function size(text: string, at: number): number {
  const code = text.codePointAt(at);
  return code === undefined ? 0 : String.fromCodePoint(code).length;
}

/** The line around a place, with the line end. */
function lineAt(text: string, at: number): { start: number; end: number } {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', at);
  return { start, end: end < 0 ? text.length : end + 1 };
}

function ended(line: string): string {
  return line.endsWith('\n') ? line : `${line}\n`;
}

/** The next match behind a place, else the first one of the text. */
function found(text: string, at: number, what: RegExp, change: (match: string) => string): Cut | null {
  const behind = what.exec(text.slice(at));
  const match = behind ?? what.exec(text);
  if (match === null) return null;
  const start = match.index + (behind ? at : 0);
  return { start, end: start + match[0].length, put: change(match[0]) };
}
