import sharp, { type OverlayOptions } from 'sharp';
import { type CardFont, type Drawn, drawToFit, escapeMarkup, type Room } from './card-text.ts';
import { drawableWords } from './drawable-words.ts';

/** The words of a share card. A `null` value is not drawn; without an organization the card is plain. */
export interface ShareCard {
  readonly to: { readonly label: string; readonly target: string } | null;
  readonly heading: string;
  readonly organization: string | null;
  readonly direction: 'ltr' | 'rtl';
}

/** The size, in pixels, of the image that social networks show with a link (https://ogp.me/). */
const SHARE_CARD = { width: 1200, height: 630 } as const;

/**
 * A card as it can be drawn. It goes without words in a script, and without emoji, that no font of this machine has.
 * `tellLoss` hears of each such text.
 */
export async function drawableCard(
  { to, heading, organization, direction }: ShareCard,
  tellLoss: (words: string) => void = () => undefined,
): Promise<DrawableCard> {
  const drawable = async (font: CardFont, words: string | null) => {
    const shown = words === null ? null : await drawableWords(font, words);
    if (words !== null && shown !== words) tellLoss(words);
    return shown;
  };
  const target = to && (await drawable('italic', to.target));
  const name = await drawable('medium', organization);
  const headline = (await drawable('medium', heading)) ?? name ?? '';
  return {
    to: to && target !== null ? { label: to.label, target } : null,
    headline,
    name: name === headline ? null : name,
    isPlain: organization === null,
    direction,
  };
}

/** Words that a machine has letters for. */
export interface DrawableCard extends Pick<ShareCard, 'to' | 'direction'> {
  readonly headline: string;
  readonly name: string | null;
  readonly isPlain: boolean;
}

/** Draws a card as PNG. */
export async function drawCard({ to, headline, name, isPlain, direction }: DrawableCard): Promise<Buffer> {
  const isRtl = direction === 'rtl';
  const target = to && (await drawTarget(to));
  const top = MARGIN + (target ? target.height + 36 : 0);
  const placed = [
    { drawn: target, top: MARGIN },
    { drawn: await drawWords({ ...TITLE_ROOM, height: LINE - 135 - top }, headline), top },
  ];
  if (name !== null) {
    const drawn = await drawWords(NAME_ROOM, name);
    placed.push({ drawn, top: LINE - 28 - (drawn?.height ?? 0) });
  }
  const layers: OverlayOptions[] = placed.flatMap(({ drawn, top }) => {
    const left = isRtl ? SHARE_CARD.width - MARGIN - (drawn?.width ?? 0) : MARGIN;
    return drawn ? [{ ...drawn.image, left, top }] : [];
  });
  const { data, info } = await paperOf(isPlain ? PLAIN : houseStyle(isRtl));
  // With a palette of few colours the file is half as large and looks the same. More effort saves 4 % in
  // twice the time.
  return sharp(data, { raw: info }).composite(layers).png({ palette: true, effort: 1 }).toBuffer();
}

async function drawWords(room: Room, words: string): Promise<Drawn | null> {
  if (words === '') return null;
  return drawToFit('medium', room, words, (shown) => coloured(COLOURS.ink, shown));
}

async function drawTarget({ label, target }: NonNullable<ShareCard['to']>): Promise<Drawn> {
  return drawToFit(
    'italic',
    TARGET_ROOM,
    target,
    (shown) => `${coloured(COLOURS.accent, label)} ${coloured(COLOURS.soft, shown)}`,
  );
}

function coloured(colour: string, words: string): string {
  return `<span foreground="${colour}">${escapeMarkup(words)}</span>`;
}

interface Paper {
  readonly data: Buffer;
  readonly info: { width: number; height: number; channels: 1 | 2 | 3 | 4 };
}

/** Sheets as pixels. There are three, and to draw one took a quarter of the time of a card. */
const papers = new Map<string, Promise<Paper>>();

function paperOf(svg: string): Promise<Paper> {
  const known = papers.get(svg) ?? sharp(Buffer.from(svg)).raw().toBuffer({ resolveWithObject: true });
  papers.set(svg, known);
  return known;
}

const MARGIN = 80;
const WIDTH = SHARE_CARD.width - 2 * MARGIN;
/** A long target takes two lines. */
const TARGET_ROOM: Room = { sizes: [40, 36, 33], width: WIDTH, height: 60, lastHeight: 80 };
const TITLE_ROOM = { sizes: [104, 92, 80, 70, 60, 52, 46, 40, 34], width: WIDTH } as const;
const NAME_ROOM: Room = { sizes: [34, 28], width: 760, height: 50 };
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
