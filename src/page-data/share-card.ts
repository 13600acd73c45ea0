import { createRequire } from 'node:module';
import { join } from 'node:path';
import sharp, { type OverlayOptions } from 'sharp';

/** The words of a share card. A `null` value is not drawn; without an organization the card is plain. */
export interface ShareCard {
  readonly to: { readonly label: string; readonly target: string } | null;
  readonly heading: string;
  readonly organization: string | null;
  readonly direction: 'ltr' | 'rtl';
}

/** The size, in pixels, of the image that social networks show with a link (https://ogp.me/). */
const SHARE_CARD = { width: 1200, height: 630 } as const;

/** Draws a card as PNG. */
export async function drawShareCard({ to, heading, organization, direction }: ShareCard): Promise<Buffer> {
  const isRtl = direction === 'rtl';
  const target = to && (await drawToFit('italic', [40, 36, 33], { ...ROOM, height: 60 }, toMarkup(to)));
  const top = MARGIN + (target ? target.height + 36 : 0);
  const room = { ...ROOM, height: LINE - 135 - top };
  const title = await drawToFit('medium', [104, 92, 80, 70, 60, 52, 46, 40, 34], room, escape(heading));
  const name =
    organization === null ? null : await drawToFit('medium', [34, 28], NAME_ROOM, escape(organization));
  const placed = [
    { drawn: target, top: MARGIN },
    { drawn: title, top },
    { drawn: name, top: LINE - 28 - (name?.height ?? 0) },
  ];
  const layers: OverlayOptions[] = placed.flatMap(({ drawn, top }) => {
    const left = isRtl ? SHARE_CARD.width - MARGIN - (drawn?.width ?? 0) : MARGIN;
    return drawn ? [{ ...drawn.image, left, top }] : [];
  });
  const paper = Buffer.from(organization === null ? PLAIN : houseStyle(isRtl));
  // With a palette of few colours the file is half as large and looks the same. More effort saves 4 % in
  // twice the time.
  return sharp(paper).composite(layers).png({ palette: true, effort: 1 }).toBuffer();
}

const MARGIN = 80;
const ROOM = { width: SHARE_CARD.width - 2 * MARGIN };
const NAME_ROOM = { width: 760, height: 50 };
/** The vertical position of the signature line. */
const LINE = 556;

/** The colours of `styles/tokens.css`. */
export const COLOURS = {
  paper: '#fbfaf7',
  ink: '#1b1720',
  soft: '#4b4454',
  line: '#dcd6df',
  accent: '#4b1370',
};

const PLAIN = toSvg(`<path d="M80 ${LINE}h1040" stroke="${COLOURS.line}" stroke-width="3"/>`);

/** A sheet with a purple edge and the favicon's mark as signature. */
function houseStyle(isRtl: boolean): string {
  return toSvg(`<rect width="1200" height="18" fill="${COLOURS.accent}"/>
<path d="M80 ${LINE}h1040" stroke="${COLOURS.accent}" stroke-width="3"/>
<path transform="translate(${isRtl ? 80 : 940} ${LINE - 108}) scale(7)"
 d="M1 13c4-9 7-11 8-8 1 4-4 9-3 9 2 0 5-8 7-8 1 0-1 6 1 6 1 0 3-4 7-5"
 fill="none" stroke="${COLOURS.accent}" stroke-width="0.9" stroke-linecap="round" stroke-linejoin="round"/>`);
}

function toSvg(shapes: string): string {
  const { width, height } = SHARE_CARD;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<rect width="${width}" height="${height}" fill="${COLOURS.paper}"/>${shapes}</svg>`;
}

interface Drawn {
  readonly image: OverlayOptions;
  readonly width: number;
  readonly height: number;
}

/** Draws the text at the first size that fits, or at the last size. */
async function drawToFit(
  font: keyof typeof FONTS,
  [size, ...smaller]: readonly [number, ...number[]],
  room: { readonly width: number; readonly height: number },
  markup: string,
): Promise<Drawn> {
  const drawn = await drawText(font, size, room.width, markup);
  const [next, ...rest] = smaller;
  return drawn.height <= room.height || next === undefined
    ? drawn
    : drawToFit(font, [next, ...rest], room, markup);
}

/**
 * Fonts for these images only: no browser fetches them. They hold Latin, Greek, Cyrillic and Vietnamese.
 * Other scripts use the fonts of the build machine, as does all text on macOS (lovell/sharp#4577).
 */
const FONTS = {
  medium: { style: 'Medium', file: '500Medium/SourceSerif4_500Medium.ttf' },
  italic: { style: 'Italic', file: '400Regular_Italic/SourceSerif4_400Regular_Italic.ttf' },
} as const;

/** Draws text at one size. `markup` is Pango's: https://docs.gtk.org/Pango/pango_markup.html. */
async function drawText(
  font: keyof typeof FONTS,
  size: number,
  width: number,
  markup: string,
): Promise<Drawn> {
  const { style, file } = FONTS[font];
  // It resolves from the project's folder, because Astro may bundle this code anywhere.
  const fontfile = createRequire(join(process.cwd(), 'package.json')).resolve(
    `@expo-google-fonts/source-serif-4/${file}`,
  );
  const text = {
    text: `<span foreground="${COLOURS.ink}" line_height="0.9">${markup}</span>`,
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

function toMarkup({ label, target }: NonNullable<ShareCard['to']>): string {
  return `<span foreground="${COLOURS.accent}">${escape(label)}</span> <span foreground="${COLOURS.soft}">${escape(target)}</span>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
