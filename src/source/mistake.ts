import { OwnError } from '#domain/own-error.ts';

/** A mistake in `content/`, with its place. Lines and columns start at 1. */
export interface ContentMistake {
  /** Path from the project's folder, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** A sentence with its subject: what is wrong, a colon, how to mend it. No full stop at its end. */
  readonly message: string;
}

/** Content with mistakes. The message lists all of them, one a line, as `file:line:column  message`. */
export class ContentError extends OwnError {
  override readonly name = 'ContentError';
  readonly mistakes: readonly ContentMistake[];

  constructor(mistakes: readonly ContentMistake[]) {
    super(`The content has mistakes.\n${mistakes.map(formatMistake).join('\n')}`);
    this.mistakes = mistakes;
  }
}

/** A mistake as one line: its place, two spaces, its message. */
export function formatMistake({ file, line, column, message }: ContentMistake): string {
  return visible(`${file}:${line}:${column}  ${message}`);
}

/** The same text. Words from a file cannot move the cursor of a terminal, or start a new line. */
export function visible(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** The mistakes sorted by file, line and column. */
export function inReadingOrder(mistakes: readonly ContentMistake[]): ContentMistake[] {
  return [...mistakes].sort(
    (a, b) => a.file.localeCompare(b.file, 'en') || a.line - b.line || a.column - b.column,
  );
}

/** True for a `ContentError`, whichever copy of the class it is of. */
export function isContentError(error: unknown): error is ContentError {
  return error instanceof Error && error.name === 'ContentError' && 'mistakes' in error;
}
