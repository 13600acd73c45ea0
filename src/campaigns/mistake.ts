import { OwnError } from '#domain/own-error.ts';

/** Something wrong in `content/`, with the place to mend it. Lines and columns count from 1. */
export interface ContentMistake {
  /** Path from the project's folder, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** What is wrong and how to mend it, in one sentence. */
  readonly message: string;
}

/** Thrown by a build whose content has mistakes: all of them, one a line, as `file:line:column message`. */
export class ContentError extends OwnError {
  override readonly name = 'ContentError';
  readonly mistakes: readonly ContentMistake[];

  constructor(mistakes: readonly ContentMistake[]) {
    super(`The content has mistakes.\n${mistakes.map(formatMistake).join('\n')}`);
    this.mistakes = mistakes;
  }
}

export function formatMistake({ file, line, column, message }: ContentMistake): string {
  return `${file}:${line}:${column} ${message}`;
}

/** In the order an editor walks through the files. */
export function inReadingOrder(mistakes: readonly ContentMistake[]): ContentMistake[] {
  return [...mistakes].sort(
    (a, b) => a.file.localeCompare(b.file, 'en') || a.line - b.line || a.column - b.column,
  );
}
