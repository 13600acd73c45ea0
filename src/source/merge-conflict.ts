interface Piece {
  readonly start: number;
  readonly end: number;
}

/** A merge that git left open in a text: its place, and the lines that are not read. */
export interface MergeConflict {
  readonly index: number;
  readonly message: string;
  readonly unread: readonly Piece[];
}

/** The lines that git writes around two versions of the same lines. Behind the last stands a name, as in no quote. */
const LINES = /^(?:<{7}(?: .*)?|\|{7}(?: .*)?|={7}|>{7} .*)$/gmu;

/** Finds merges that nobody finished. Of each the first version is read, so that the rest can be. */
export function mergeConflicts(text: string): MergeConflict[] {
  const found: MergeConflict[] = [];
  let begin: Piece | null = null;
  let middle: Piece | null = null;
  const leftOver = (piece: Piece) =>
    found.push({
      index: piece.start,
      message: `The line ${text.slice(piece.start, piece.start + 7)} is left over from two versions that git could not bring together: delete it`,
      unread: [piece],
    });
  for (const { 0: line, index } of text.matchAll(LINES)) {
    const piece: Piece = { start: index, end: index + line.length };
    if (line.startsWith('<')) {
      if (begin) leftOver(begin);
      [begin, middle] = [piece, null];
    } else if (!line.startsWith('>')) {
      if (begin) middle ??= piece;
    } else if (begin && middle) {
      found.push({
        index: begin.start,
        message:
          'Two versions of these lines met here, and git leaves the choice to you: keep one, and delete the lines <<<<<<<, ======= and >>>>>>>',
        unread: [begin, { start: middle.start, end: piece.end }],
      });
      [begin, middle] = [null, null];
    } else {
      if (begin) leftOver(begin);
      leftOver(piece);
      [begin, middle] = [null, null];
    }
  }
  if (begin) leftOver(begin);
  return found;
}
