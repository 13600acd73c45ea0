import { createRequire } from 'node:module';
import { join } from 'node:path';
import sharp, { type OverlayOptions } from 'sharp';

/** Words as pixels, for a share card. */
export interface Drawn {
  readonly image: OverlayOptions;
  readonly width: number;
  readonly height: number;
}

/** The space for words: the sizes to try, and the height that they may have. */
export interface Room {
  readonly sizes: readonly [number, ...number[]];
  readonly width: number;
  readonly height: number;
  /** The height at the last size, if it may be larger; longer words end with “…”. */
  readonly lastHeight?: number;
}

/**
 * Fonts for these images only: no browser fetches them. They hold Latin, Greek, Cyrillic and Vietnamese.
 * Other scripts use the fonts of the build machine, as does all text on macOS (lovell/sharp#4577).
 */
const FONTS = {
  medium: { style: 'Medium', file: '500Medium/SourceSerif4_500Medium.ttf' },
  italic: { style: 'Italic', file: '400Regular_Italic/SourceSerif4_400Regular_Italic.ttf' },
} as const;

/** A font of the share card. */
export type CardFont = keyof typeof FONTS;

/** No card has room for more. Longer words cost minutes to draw. */
const MAX_GRAPHEMES = 400;

/** Draws words at the first size that fits. If none does, the last size shows as much as fits, and “…”. */
export async function drawToFit(
  font: CardFont,
  { sizes, width, height, lastHeight = height }: Room,
  words: string,
  toMarkup: (words: string) => string = escapeMarkup,
): Promise<Drawn> {
  const draw = (size: number, shown: string) => drawText(font, size, width, toMarkup(shown));
  const graphemes = Array.from(new Intl.Segmenter().segment(words), ({ segment }) => segment);
  let shown = shorten(graphemes, MAX_GRAPHEMES);
  for (const size of sizes) {
    const drawn = await draw(size, shown);
    if (drawn.height <= height) return drawn;
  }
  const last = sizes.at(-1) ?? sizes[0];
  let drawn = await draw(last, shown);
  for (let most = Math.min(graphemes.length, MAX_GRAPHEMES); drawn.height > lastHeight && most > 1;) {
    most = Math.floor(most * Math.min(0.9, lastHeight / drawn.height + 0.1));
    shown = shorten(graphemes, most);
    drawn = await draw(last, shown);
  }
  return drawn;
}

/** The first characters as people count them, up to the end of a word where one is near. */
function shorten(graphemes: readonly string[], most: number): string {
  if (graphemes.length <= most) return graphemes.join('');
  const cut = graphemes.slice(0, most).join('');
  const end = cut.search(/\s\S*$/u);
  return `${(end > cut.length * 0.7 ? cut.slice(0, end) : cut).trimEnd()}…`;
}

/** Draws text at one size. `markup` is Pango's: https://docs.gtk.org/Pango/pango_markup.html. */
export async function drawText(font: CardFont, size: number, width: number, markup: string): Promise<Drawn> {
  const { style, file } = FONTS[font];
  // It resolves from the project's folder, because Astro may bundle this code anywhere.
  const fontfile = createRequire(join(process.cwd(), 'package.json')).resolve(
    `@expo-google-fonts/source-serif-4/${file}`,
  );
  const text = {
    text: `<span line_height="0.9">${markup}</span>`,
    font: `Source Serif 4, serif ${style} ${size}`,
    fontfile,
    width,
    dpi: 72,
    rgba: true,
    wrap: 'word-char',
  } as const;
  const { data, info } = await sharp({ text }).raw().toBuffer({ resolveWithObject: true });
  return { image: { input: data, raw: info }, width: info.width, height: info.height };
}

/** Words as Pango shows them: nothing in them is markup. */
export function escapeMarkup(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
