/** White space, and the invisible marks that a phone or a messenger pastes around a text. */
const OUTER_MARKS =
  '\\s\\u00AD\\u061C\\u180E\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u206F\\uFEFF\\uFFF9-\\uFFFC';
const OUTER = new RegExp(`[${OUTER_MARKS}]`, 'u');
const INNER = new RegExp(`[^${OUTER_MARKS}\\u200C\\u200D]`, 'u');
/** Embeddings, overrides and isolates: they can make a line read as another line (CVE-2021-42574). */
const DIRECTION = /[\u202A-\u202E\u2066-\u2069]/u;
/** Characters without ink: all that a font may leave out, and what annotates or stands for an object. */
const WITHOUT_INK = /[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFC]/u;
const TAG = /[\u{E0000}-\u{E007F}]/u;
/** A character that shows something by itself. The listed ones are blank, or stand for a lost character. */
const VISIBLE =
  /[^\p{Z}\p{C}\p{M}\p{Default_Ignorable_Code_Point}\u2800\uFFFC\uFFFD\u{13441}\u{13442}\u{1D159}]/u;

/** Scripts whose letters a joiner never shapes. */
const UNJOINED = ['Latn', 'Grek', 'Cyrl', 'Armn', 'Geor', 'Hani', 'Hang', 'Hira', 'Kana', 'Bopo'];
/** Scripts without spaces between words. The space bar of a Khmer keyboard gives U+200B. */
const SPACELESS = ['Khmr', 'Thai', 'Laoo', 'Mymr', 'Tibt', 'Lana', 'Talu', 'Java', 'Bali'];
const anyOf = (scripts: readonly string[]) => `[${scripts.map((script) => `\\p{scx=${script}}`).join('')}]`;

// The invisible characters that a script or an emoji needs, each with its reason before it.
const JOINED = `(?!${anyOf(UNJOINED)})[\\p{L}\\p{M}]`;
const JOINER = `(?<=${JOINED})[\\u200C\\u200D]`;
const EMOJI_JOINER =
  '(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\uFE0F])\\u200D(?=\\p{Extended_Pictographic})';
/** The unseen tags of a region's flag, such as Scotland's. They can carry no other words. */
export const FLAG_TAGS = /(?<=\u{1F3F4})[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{3,6}\u{E007F}/gu;
const WORD_SPACE = `(?<=${anyOf(SPACELESS)})\\u200B+`;
/** Selects a variant of an ideograph, an emoji or a letter. */
const VARIANT = '(?<=[^\\p{Z}\\p{C}\\p{Default_Ignorable_Code_Point}])[\\uFE00-\\uFE0F\\u{E0100}-\\u{E01EF}]';
const MONGOLIAN = '(?<=\\p{scx=Mong})[\\u180B-\\u180F]';
const KHMER_VOWEL = '(?<=\\p{scx=Khmr})[\\u17B4\\u17B5]';
/** Keeps two Hebrew points in their order. */
const POINT_JOINER = '(?<=\\p{M})\\u034F(?=\\p{M})';
const NEEDED = new RegExp(
  `${JOINER}|${EMOJI_JOINER}|${FLAG_TAGS.source}|${WORD_SPACE}|${VARIANT}|${MONGOLIAN}|${KHMER_VOWEL}|${POINT_JOINER}`,
  'gu',
);
const NEEDED_JOINER = new RegExp(`(?:${JOINER})`, 'gu');
const OUTER_JOINER = new RegExp(`(?<!${JOINED})[\\u200C\\u200D]$`, 'u');

/** The longest run of marks that a normalised text may have (UAX #15, Stream-Safe Text Format). */
const LONG_RUN = /\p{M}{31}/u;
/**
 * More marks than a letter of any script carries. Tibetan stacks up to eight, Greek up to four of those that
 * all scripts share. No script repeats one mark three times. A mark without a letter would change what a file
 * writes before it, such as its own quotation mark.
 */
const STACK = /^\p{M}|\p{M}{9}|(?:(?=\p{M})\p{sc=Zinh}){5}|(\p{M})\1\1/u;

/**
 * The typed text without white space and pasted marks around it. A closing mark stays where the text inside
 * has such marks, so that none is left open.
 */
export function withoutOuter(text: string): string {
  const start = text.search(INNER);
  if (start < 0) return '';
  let end = text.length;
  // A pattern that ends in `$` would look at each inner space again, and that is quadratic.
  while (isOuterAt(text, end)) end -= 1;
  const inner = text.slice(start, end);
  return DIRECTION.test(inner) ? text.trim() : inner;
}

/** True if the character before `end` is an outer one. A joiner that shapes the last letter is none. */
function isOuterAt(text: string, end: number): boolean {
  const last = text.slice(Math.max(0, end - 3), end);
  return OUTER.test(text.charAt(end - 1)) || OUTER_JOINER.test(last);
}

/** True for text with invisible characters that no script and no emoji needs there. */
export function hasHidden(text: string): boolean {
  return WITHOUT_INK.test(text.replace(NEEDED, ''));
}

/** True for a word with invisible characters other than joiners where its script needs them. */
export function hasHiddenInWord(word: string): boolean {
  return WITHOUT_INK.test(word.replace(NEEDED_JOINER, ''));
}

/** True for text with tag characters outside the flags of regions: they can carry unseen words. */
export function hasTags(text: string): boolean {
  return TAG.test(text.replace(NEEDED, ''));
}

/** True for text with at least one visible character. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text);
}

/** True for text with more marks in a row than any script has. To order them would cost much time. */
export function hasLongRun(text: string): boolean {
  return LONG_RUN.test(text);
}

/** True for text with too many marks on one letter, or with a mark before its first letter. */
export function isStacked(text: string): boolean {
  return STACK.test(text.replace(NEEDED, ''));
}
