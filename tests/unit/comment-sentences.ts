import ts from 'typescript';

/** A sentence of a comment, with the line of the file on which the comment starts. */
export interface CommentSentence {
  readonly line: number;
  readonly sentence: string;
  readonly words: number;
}

/**
 * The sentences of all comments in a file of TypeScript, Astro or CSS. An address and a piece of code are one
 * word each.
 */
export function sentencesIn(source: string, file: string): CommentSentence[] {
  return commentsIn(source, file).flatMap(({ line, text }) =>
    toSentences(text).map((sentence) => ({ line, sentence, words: wordsIn(sentence) })),
  );
}

interface Comment {
  readonly line: number;
  readonly text: string;
}

function commentsIn(source: string, file: string): Comment[] {
  const comments = /\.m?ts$|\.mjs$/u.test(file)
    ? tsComments(source)
    : [...blockComments(source), ...frontComments(source)];
  const lineOf = (offset: number) => source.slice(0, offset).split('\n').length;
  return comments.map(({ start, text }) => ({ line: lineOf(start), text: withoutMarks(text) }));
}

interface RawComment {
  readonly start: number;
  readonly text: string;
}

/** Line comments on consecutive lines are one comment. */
function tsComments(source: string): RawComment[] {
  const found: { start: number; end: number; text: string }[] = [];
  const seen = new Set<number>();
  const visit = (node: ts.Node): void => {
    for (const range of ts.getLeadingCommentRanges(source, node.getFullStart()) ?? []) {
      if (seen.has(range.pos)) continue;
      seen.add(range.pos);
      const text = source.slice(range.pos, range.end);
      const last = found.at(-1);
      const isSameBlock =
        last !== undefined &&
        text.startsWith('//') &&
        last.text.startsWith('//') &&
        /^\s*$/u.test(source.slice(last.end, range.pos));
      if (isSameBlock) {
        last.text += `\n${text}`;
        last.end = range.end;
      } else found.push({ start: range.pos, end: range.end, text });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('file.ts', source, ts.ScriptTarget.Latest, true));
  return found;
}

/** The line comments in the front matter of an Astro file. Block comments are found everywhere in it. */
function frontComments(source: string): RawComment[] {
  const front = /^---\n[\s\S]*?\n---/u.exec(source)?.[0] ?? '';
  return tsComments(front.replaceAll('---', '   ')).filter(({ text }) => text.startsWith('//'));
}

function blockComments(source: string): RawComment[] {
  return Array.from(source.matchAll(/\/\*[\s\S]*?\*\//gu), (match) => ({
    start: match.index,
    text: match[0],
  }));
}

function withoutMarks(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:\/\*+|\*\/|\*|\/\/)\s?/u, '').replace(/\s*\*\/\s*$/u, ''))
    .join('\n');
}

function toSentences(text: string): string[] {
  return text
    .replaceAll(/`[^`]*`/gu, (code) => code.replaceAll(/[\s.!?]/gu, '_'))
    .replaceAll(/https?:\/\/\S+/gu, 'address')
    .split(/(?<=[.!?][)”"]?)\s+|\n\s*\n|\n\s*[-*]\s/u)
    .map((sentence) => sentence.replaceAll(/\s+/gu, ' ').trim())
    .filter((sentence) => sentence !== '');
}

function wordsIn(sentence: string): number {
  return sentence.split(' ').filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
