import { type MarkdownText, type TextFault } from './markdown-text.ts';
import { type Block, blocksOf, EMPHASIS, UNDERSTOOD } from './visible-source.ts';

/** Finds signs of Markdown that a page would show as they are, because nothing came of them. */
export function strayMarks(text: MarkdownText, body: string): TextFault[] {
  const blocks = blocksOf(text, body);
  const hasMarkedWord = blocks.some(({ source }) => /[\p{L}\p{N}]\*(?!\*)(?![\p{L}\p{N}])/u.test(source));
  return blocks.flatMap((block) => [
    ...lineFaults(block),
    ...emphasisFaults(block, hasMarkedWord),
    ...entityFaults(block),
  ]);
}

/** Signs at the beginning of a line that lack a space, or another line, to be what they should be. */
const LINES: readonly (readonly [form: RegExp, message: (match: RegExpExecArray) => string])[] = [
  [/^(#{7,})\s*(.*)$/mu, () => 'The line is no heading, because it begins with more than six #: write ##'],
  [
    /^(#{2,6})(?![#\s])([^\n]+)$/mu,
    ([, marks, words]) =>
      `The line is no heading, because a space is missing: write ${marks} ${short(words)}`,
  ],
  [
    /^(＃{1,6})\s*([^\n]+)$/mu,
    ([, marks, words]) =>
      `The line is no heading, because its ＃ are wide ones: write ${'#'.repeat(Math.max(2, marks?.length ?? 2))} ${short(words)}`,
  ],
  [
    /^(#)(?=\p{L})([^\n#]*[^\n#.!?…:,;])$/u,
    ([, , words]) =>
      `The line is no heading, because a space is missing: write ## ${short(words)}, or \\#${short(words)} to show the #`,
  ],
  [
    /^(#{1,6}|[-+*]|\d{1,9}[.)])[\u00A0\u2000-\u200A\u202F\u3000](\S[^\n]*)$/mu,
    ([, marks, words]) =>
      `The space behind ${marks} is a special one, which Markdown does not know: delete it and press the space bar, ${marks} ${short(words)}`,
  ],
  [
    /^\|[^\n]*\n\|[^\n]*/u,
    () =>
      'The lines are no table: put a line such as | --- | --- | below the head, with as many columns as the head has',
  ],
  [
    /^[ \t]*\|(?:[^\n]*\|)?[ \t]*(?:\n(?!\|)|$)/u,
    () =>
      'The line is no row of a table: its rows stand right below its head, without an empty line between them, and its second line is such as | --- | --- |',
  ],
  [
    /(?<=[.!?:;][ \t]*\n)(?<!^\d{1,9}[.)][\u00A0\u2000-\u200A\u202F\u3000][^\n]*\n)[ \t]*(\d{1,2}[.)])[ \t]+(\S[^\n]*)$/mu,
    ([, number, words]) =>
      `The line is no point of a list, because it goes on from the line above: begin it as far to the left as the points above, ${number} ${short(words)}, or put an empty line above it`,
  ],
  [
    /^(•|·|▪|◦|‣|-|\*)[ \t\u00A0]*(\S[^\n]*)\n\1[ \t\u00A0]*\S/mu,
    ([, , words]) => `The lines are no list: begin each with a - and a space, - ${short(words)}`,
  ],
  [
    // A dash without a space is a line of speech in Spanish.
    /^([–—])[ \t\u00A0]+(\S[^\n]*)\n\1[ \t\u00A0]+\S/mu,
    ([, , words]) =>
      `The lines are no list: begin each with a - and a space, - ${short(words)}, or put an empty line between them`,
  ],
  [
    /^(\d{1,3}[.)])(\p{L}[^\n]*)\n\d{1,3}[.)]\p{L}/mu,
    ([, number, words]) =>
      `The lines are no list, because a space is missing: write ${number} ${short(words)}`,
  ],
  [
    /^\[(\^?[^\][\n]+)\]:[ \t]*(?=\S)/mu,
    ([, name]) =>
      `The line [${name}]: is shown as it is, because Markdown does not understand it there: put an empty line above it, and behind the colon ${name?.startsWith('^') === true ? 'the words of the note' : 'an address without spaces'}`,
  ],
];

function lineFaults({ node, source, offset }: Block): TextFault[] {
  if (node.type !== 'paragraph') return [];
  const taken: { from: number; to: number }[] = [];
  const faults: TextFault[] = [];
  for (const [form, message] of LINES) {
    const match = form.exec(source);
    if (!match || taken.some(({ from, to }) => match.index >= from && match.index < to)) continue;
    taken.push({ from: match.index, to: match.index + match[0].length });
    faults.push({ offset: offset + match.index, message: message(match) });
  }
  return faults;
}

/** `**bold` without an end, or with a space where none may stand. */
function emphasisFaults({ source, offset }: Block, hasMarkedWord: boolean): TextFault[] {
  const runs = Array.from(source.matchAll(/([*_~`])\1*/gu), ({ 0: marks, index }) => {
    const before = source[index - 1] ?? '\n';
    const after = source[index + marks.length] ?? '\n';
    return { marks, index, before, after };
  });
  const stray = runs.find(({ marks, index, before, after }) => {
    const sign = marks[0] ?? '';
    const [open, shut] = [isBorder(before) && !isSpace(after), isBorder(after) && !isSpace(before)];
    if (before === EMPHASIS || after === EMPHASIS) return sign !== '_' || before === EMPHASIS;
    if (sign === '`') return marks.length === 1 && open && !shut && /[\p{L}\p{N}]/u.test(after);
    if (marks.length > 3 || (marks.length === 1 && sign === '~')) return false;
    if (marks.length > 1 && (sign === '*' || sign === '~')) {
      if (isWord(before) && isWord(after)) return runs.filter((run) => run.marks === marks).length > 1;
      return (
        open ||
        shut ||
        (runs.filter((run) => run.marks === marks).length > 1 &&
          /^\s*\p{L}/u.test(source.slice(index + marks.length)))
      );
    }
    if (marks.length > 1) return open !== shut && (isWord(before) || isWord(after));
    if (!open || !/[\p{L}\p{N}¿¡“"']/u.test(after)) return false;
    // A star before a line's first word can be the note to a word with a star.
    return !(sign === '*' && hasMarkedWord && (index === 0 || before === '\n'));
  });
  if (!stray) return [];
  const { marks, index } = stray;
  const mend =
    marks[0] === '`'
      ? 'put another ` at the end of the code, or delete it'
      : `put ${marks} right before the first word and right behind the last, ${marks}like this${marks}, or \\${marks[0] ?? ''} to show the sign`;
  return [{ offset: offset + index, message: `The ${marks} would be shown as it is: ${mend}` }];
}

/** `&nosuch;` is shown as it is, and so is `&nbsp` without its end. */
function entityFaults({ node, source, offset }: Block): TextFault[] {
  const shown = 'children' in node ? wordsOf(node) : '';
  return Array.from(source.matchAll(ENTITY)).flatMap(({ 0: entity, index }) => {
    if (!shown.includes(entity)) return [];
    const message = entity.endsWith(';')
      ? `The sign ${entity} does not exist and is shown as it is: write the character itself, or \\${entity} to show it`
      : `The sign ${entity} is shown as it is, because a semicolon is missing: write ${entity};, or the character itself`;
    return [{ offset: offset + index, message }];
  });
}

const ENTITY =
  /&[a-z][a-z0-9]{1,31};|&#(?:\d+|x[0-9a-f]+);|&(?:nbsp|amp|lt|gt|quot|apos|copy|reg|trade|mdash|ndash|hellip|euro|laquo|raquo|[aeiou]acute|ntilde)\b(?!;)/giu;

function wordsOf(node: object): string {
  const { value, children } = node as { value?: unknown; children?: readonly object[] };
  return typeof value === 'string' ? value : (children ?? []).map(wordsOf).join('');
}

function isSpace(character: string): boolean {
  return /\s/u.test(character);
}

function isWord(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character);
}

function isBorder(character: string): boolean {
  return !isWord(character) && character !== UNDERSTOOD;
}

function short(words = ''): string {
  const line = words.replaceAll(/[\uE000-\uE002]/gu, '').trim();
  return line.length > 50 ? `${line.slice(0, 47).trimEnd()}…` : line;
}
