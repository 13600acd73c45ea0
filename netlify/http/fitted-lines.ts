/** The room for words in a picture, where nobody can measure: the reader's fonts are not known here. */
export interface LineRoom {
  /** The width of a line, in heights of the font (em). */
  readonly ems: number;
  readonly lines: number;
}

/** How much narrower a line is tried, to make all lines about as long as one another. */
const STEP_EMS = 0.5;

/**
 * Words as lines that are at most as wide as the room, in any script. Lines are about as long as one another. What
 * finds no room ends with “…”. Widths are those of a wide font, so that most fonts need less.
 */
export function fittedLines(text: string, locale: string, { ems, lines: most }: LineRoom): string[] {
  const pieces = piecesOf(text, locale, ems);
  let lines = wrapped(pieces, ems);
  if (lines.length > most) {
    return [...lines.slice(0, most - 1), shortened(lines[most - 1] ?? '', locale, ems)];
  }
  for (let narrower = ems - STEP_EMS; lines.length > 1 && narrower > ems / 2; narrower -= STEP_EMS) {
    const tried = wrapped(pieces, narrower);
    if (tried.length > lines.length) break;
    lines = tried;
  }
  return lines;
}

/** Sentences as lines of their own where each has room, else as `fittedLines` would have them. */
export function fittedSentences(text: string, locale: string, room: LineRoom): string[] {
  const segments = new Intl.Segmenter(locale, { granularity: 'sentence' }).segment(text);
  const sentences = Array.from(segments, ({ segment }) => segment.trim());
  const haveRoom = sentences.length <= room.lines && sentences.every((one) => widthOf(one) <= room.ems);
  return haveRoom ? sentences : fittedLines(text, locale, room);
}

/** Piece after piece, with a line break before each one that has no room on its line. */
function wrapped(pieces: readonly Piece[], ems: number): string[] {
  const lines: string[] = [];
  let line = '';
  let width = 0;
  for (const { text, bare, whole } of pieces) {
    if (line !== '' && width + bare > ems) {
      lines.push(line.trimEnd());
      line = '';
      width = 0;
    }
    line += text;
    width += whole;
  }
  return [...lines, line.trimEnd()];
}

/** A piece with its widths: without the white space at its end, and with it. */
interface Piece {
  readonly text: string;
  readonly bare: number;
  readonly whole: number;
}

function toPiece(text: string): Piece {
  return { text, bare: widthOf(text.trimEnd()), whole: widthOf(text) };
}

/** Pieces that no line break may part, each with the white space after it. A word wider than a line falls apart. */
function piecesOf(text: string, locale: string, ems: number): Piece[] {
  const pieces: string[] = [];
  let wasWord = false;
  const segments = new Intl.Segmenter(locale, { granularity: 'word' }).segment(text);
  for (const { segment, isWordLike = false } of segments) {
    const last = pieces.at(-1) ?? ' ';
    const begins = segment.trim() !== '' && (/\s$/u.test(last) || (isWordLike && wasWord));
    if (begins || pieces.length === 0) pieces.push(segment);
    else pieces[pieces.length - 1] = last + segment;
    wasWord = isWordLike;
  }
  return pieces
    .map(toPiece)
    .flatMap((piece) => (piece.bare > ems ? graphemesOf(piece.text, locale).map(toPiece) : [piece]));
}

function shortened(line: string, locale: string, ems: number): string {
  const graphemes = graphemesOf(line, locale);
  while (graphemes.length > 1 && widthOf(`${graphemes.join('').trimEnd()}…`) > ems) graphemes.pop();
  return `${graphemes.join('').trimEnd()}…`;
}

function graphemesOf(text: string, locale: string): string[] {
  return Array.from(new Intl.Segmenter(locale).segment(text), ({ segment }) => segment);
}

/** The width of words in heights of a bold font. */
export function widthOf(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + emsOf(character), 0);
}

/** About the widths of DejaVu Sans Bold, the widest of the usual fonts. The first kind that fits counts. */
const KINDS: readonly (readonly [RegExp, number])[] = [
  [/[\p{M}\p{Default_Ignorable_Code_Point}]/u, 0],
  [/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303F\uFF00-\uFF60]/u, 1],
  [/\p{Extended_Pictographic}/u, 1.3],
  [/[mwMW@%—…]/u, 1.1],
  [/[iljI.,:;'’|! ]/u, 0.4],
  [/[rtf()[\]-]/u, 0.5],
  [/[\p{Lu}&]/u, 0.82],
];

function emsOf(character: string): number {
  return KINDS.find(([kind]) => kind.test(character))?.[1] ?? 0.7;
}
