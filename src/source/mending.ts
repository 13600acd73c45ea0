import { lastUpTo } from './places.ts';

/** A piece of a file that is read as if it said `text`. Offsets are those of the file. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A mistake in a text, and its place. */
interface Fault {
  readonly offset: number;
  readonly message: string;
}

/** A value that a message told of. `isMended`: what it says is known all the same, and can be judged. */
interface ToldValue {
  readonly start: number;
  readonly end: number;
  readonly isMended?: boolean;
}

/** A file in which mistakes are found and mended. What is mended is never written: it lets us read on. */
export interface Mending {
  readonly file: string;
  readonly text: string;
  readonly faults: Fault[];
  readonly edits: Edit[];
  /** Values that a message told of already, as pieces of the file. */
  readonly told: ToldValue[];
  /** Pieces of the file that are comments, or signs of the notation. */
  readonly notes: { readonly start: number; readonly end: number }[];
}

/** A file without any mistake found so far. */
export function newMending(file: string, text: string): Mending {
  return { file, text, faults: [], edits: [], told: [], notes: [] };
}

/** The text from `start` to `end` as mended. Every place of it leads back to the file. */
export interface MendedText {
  readonly text: string;
  /** The offset in the file of an offset in `text`. */
  readonly toFile: (offset: number) => number;
}

/** Mends a piece of a file. Of edits that meet, the one that starts first counts, and the longest of these. */
export function mendedText({ text, edits }: Mending, start: number, end: number): MendedText {
  const sorted = edits
    .filter((edit) => edit.start >= start && edit.end <= end)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const parts: string[] = [];
  const places: { readonly mended: number; readonly file: number; readonly isCopy: boolean }[] = [];
  let at = start;
  let length = 0;
  const add = (part: string, file: number, isCopy: boolean) => {
    places.push({ mended: length, file, isCopy });
    parts.push(part);
    length += part.length;
  };
  for (const edit of sorted) {
    if (edit.start < at) continue;
    add(text.slice(at, edit.start), at, true);
    add(edit.text, edit.start, false);
    at = edit.end;
  }
  add(text.slice(at, end), at, true);
  const toFile = (offset: number): number => {
    const place = places[lastUpTo(places, offset, ({ mended }) => mended)] ?? {
      mended: 0,
      file: start,
      isCopy: true,
    };
    return place.isCopy ? place.file + offset - place.mended : place.file;
  };
  return { text: parts.join(''), toFile };
}
