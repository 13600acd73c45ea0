import { createHash } from 'node:crypto';
import { toFileText } from '#domain/file-text.ts';
import { isVisible } from '#domain/invisible.ts';
import { type CardFont, type Drawn, drawText, escapeMarkup } from './card-text.ts';

/**
 * Words without the pictures and signs that no font of this machine has; `null` if letters are missing. A card
 * would show boxes instead of them. It is tried out: fonts of the machine stand in for ours.
 */
export async function drawableWords(font: CardFont, written: string): Promise<string | null> {
  // A number on a key of an emoji keyboard is the number.
  const words = toFileText(written)
    .replaceAll('\uFFFD', ' ')
    .replaceAll(/\uFE0F?\u20E3/gu, '');
  if (!isVisible(words)) return null;
  const missing = new Set<string>();
  for (const character of rareIn(words)) {
    if ((await lookOf(font, character)).isBox) missing.add(character);
  }
  if (missing.size === 0) return words;
  if (/[\p{L}\p{M}\p{N}]/u.test(Array.from(missing).join(''))) return null;
  const graphemes = Array.from(new Intl.Segmenter().segment(words), ({ segment }) => segment);
  const kept = graphemes.filter((grapheme) => !Array.from(grapheme).some((part) => missing.has(part)));
  const rest = kept.join('').replaceAll(/\s+/gu, ' ').trim();
  return /[\p{L}\p{N}]/u.test(rest) ? rest : null;
}

/** Our fonts have all of ASCII. Characters that nobody sees need no font. */
const RARE = /[^\s\p{ASCII}\p{Default_Ignorable_Code_Point}\p{Cc}]/gu;

function rareIn(words: string): ReadonlySet<string> {
  return new Set(words.match(RARE) ?? []);
}

/** What this machine's fonts make of the characters that ours may lack. It changes when those fonts do. */
export async function looksOf(font: CardFont, words: string): Promise<readonly string[]> {
  const looks = Array.from(rareIn(words), (character) => lookOf(font, character));
  return (await Promise.all(looks)).map(({ digest }) => digest);
}

interface Look {
  readonly isBox: boolean;
  readonly digest: string;
}

const looks = new Map<string, Promise<Look>>();

function lookOf(font: CardFont, character: string): Promise<Look> {
  const key = `${font} ${character}`;
  const known = looks.get(key) ?? drawLook(font, character);
  looks.set(key, known);
  return known;
}

async function drawLook(font: CardFont, character: string): Promise<Look> {
  const drawn = await drawText(font, 80, 200, escapeMarkup(character));
  return { isBox: looksLikeBox(drawn), digest: digestOf(drawn) };
}

/** The digest of what words look like. */
export function digestOf({ image, width }: Drawn): string {
  return createHash('sha256')
    .update(`${width} `)
    .update(image.input as Buffer)
    .digest('hex');
}

/**
 * Pango draws a rectangle with the character's number in it, where every font lacks the character. So all four
 * edges of the drawing are ink, and not the middle. No letter is drawn like that (tried up to U+05FF).
 */
function looksLikeBox({ image, width, height }: Drawn): boolean {
  const pixels = image.input as Buffer;
  const isInk = (x: number, y: number) => (pixels[(y * width + x) * 4 + 3] ?? 0) > 100;
  const inked: [number, number][] = [];
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) if (isInk(x, y)) inked.push([x, y]);
  if (inked.length === 0) return false;
  const [left, right] = ends(inked.map(([x]) => x));
  const [top, bottom] = ends(inked.map(([, y]) => y));
  const isFull = inked.length > 0.9 * (right - left + 1) * (bottom - top + 1);
  const rows = range(left, right).every((x) => isInk(x, top) && isInk(x, bottom));
  const columns = range(top, bottom).every((y) => isInk(left, y) && isInk(right, y));
  return rows && columns && !isFull;
}

function ends(numbers: readonly number[]): [number, number] {
  return [
    numbers.reduce((least, number) => Math.min(least, number), Infinity),
    numbers.reduce((most, number) => Math.max(most, number), -Infinity),
  ];
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
