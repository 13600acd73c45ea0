import { escapeUTF8 } from 'entities/escape';
import { toFileText } from '#domain/file-text.ts';
import { directionOf } from '#i18n/language.ts';
import { fittedLines, fittedSentences, widthOf } from './fitted-lines.ts';

/** What a badge says. `before` and `after` stand around the digits, and `before` may be empty. */
export interface BadgeWords {
  readonly number: { readonly before: string; readonly digits: string; readonly after: string };
  readonly basis: string;
  /** The language of number and basis. */
  readonly locale: string;
  readonly title: { readonly text: string; readonly locale: string };
}

const WIDTH = 400;
const MARGIN = 20;
const LINE = WIDTH - 2 * MARGIN;
/** The colours of `styles/tokens.css`. A badge has paper of its own, so it reads on dark pages too. */
const COLOURS = { paper: '#fbfaf7', ink: '#1b1720', soft: '#4b4454', line: '#dcd6df', accent: '#4b1370' };
const SERIF = "Charter,'Bitstream Charter','Sitka Text',Cambria,'Noto Serif','Liberation Serif',serif";
const SANS = "-apple-system,'Segoe UI',Roboto,Cantarell,'Liberation Sans',system-ui,sans-serif";
/** The sizes of the digits: the first with which the number has room. */
const DIGITS = [38, 30, 24] as const;
const MARK_WIDTH = 66;
const TITLE = { size: 17, leading: 23, top: 86 };
const BASIS = { size: 12.5, leading: 17 };
/** A font that is not bold needs less of the estimated width. */
const PLAIN_SHARE = 0.93;

/**
 * A campaign's number, its basis and its title as SVG. With the longest title that content may have it takes less
 * than 4 KB. It loads nothing, runs nothing, and has no style that a policy could forbid.
 */
export function drawBadge({ number, basis, locale, title }: BadgeWords): string {
  const side = directionOf(locale);
  const start = side === 'rtl' ? WIDTH - MARGIN : MARGIN;
  const titles = fittedLines(title.text, title.locale, { ems: LINE / TITLE.size, lines: 2 });
  const reasons = fittedSentences(basis, locale, { ems: LINE / BASIS.size / PLAIN_SHARE, lines: 3 });
  const basisTop = TITLE.top + titles.length * TITLE.leading + 2;
  const height = basisTop + (reasons.length - 1) * BASIS.leading + 18;
  const size = DIGITS.find((tried) => numberWidth(number, tried) <= LINE) ?? DIGITS[2];
  const isAlone = numberWidth(number, size) > LINE - MARK_WIDTH - MARGIN;
  const spoken = [number.before, number.digits, number.after].filter(Boolean).join(' ');
  const other = title.locale === locale ? '' : ` xml:lang="${title.locale}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xml:lang="${locale}" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img">`,
    `<title>${escaped(`${spoken}. ${basis}`)}</title><desc${other}>${escaped(title.text)}</desc>`,
    `<rect x=".5" y=".5" width="${WIDTH - 1}" height="${height - 1}" rx="6" fill="${COLOURS.paper}" stroke="${COLOURS.line}"/>`,
    `<path d="M6.5 0h${WIDTH - 13}a6 6 0 0 1 6 5H.5a6 6 0 0 1 6-5z" fill="${COLOURS.accent}"/>`,
    isAlone ? '' : mark(side === 'rtl' ? MARGIN : WIDTH - MARGIN - MARK_WIDTH),
    `<g font-family="${SANS}" fill="${COLOURS.soft}" direction="${side}">`,
    `<text x="${start}" y="52" font-family="${SERIF}" fill="${COLOURS.accent}">${numberSpans(number, size)}</text>`,
    `<text x="${start}" y="${TITLE.top}" font-size="${TITLE.size}" font-weight="600" fill="${COLOURS.ink}"${other}${turned(side, title.locale)}>${lineSpans(titles, start, TITLE.leading)}</text>`,
    `<text x="${start}" y="${basisTop}" font-size="${BASIS.size}">${lineSpans(reasons, start, BASIS.leading)}</text>`,
    '</g></svg>',
  ].join('');
}

const WORD_SIZE = 17;

function numberWidth({ before, digits, after }: BadgeWords['number'], size: number): number {
  return PLAIN_SHARE * (widthOf(`${before} ${after} `) * WORD_SIZE + widthOf(digits) * size);
}

function numberSpans({ before, digits, after }: BadgeWords['number'], size: number): string {
  const word = (text: string) =>
    `<tspan font-size="${WORD_SIZE}" fill="${COLOURS.ink}">${escaped(text)}</tspan>`;
  const spans = [
    before && word(before),
    digits && `<tspan font-size="${size}">${escaped(digits)}</tspan>`,
    word(after),
  ];
  return spans.filter(Boolean).join(' ');
}

function lineSpans(lines: readonly string[], start: number, leading: number): string {
  return lines
    .map((line, index) =>
      index === 0 ? escaped(line) : `<tspan x="${start}" dy="${leading}">${escaped(line)}</tspan>`,
    )
    .join('');
}

/** The favicon's signature, at the end of the number's line. */
function mark(left: number): string {
  return `<path transform="translate(${left} 7) scale(3)" d="M1 13c4-9 7-11 8-8 1 4-4 9-3 9 2 0 5-8 7-8 1 0-1 6 1 6 1 0 3-4 7-5" fill="none" stroke="${COLOURS.accent}" stroke-width=".8" stroke-linecap="round" stroke-linejoin="round"/>`;
}

/** A title in the other direction begins at its own end, so that it stands below the number. */
function turned(side: 'ltr' | 'rtl', locale: string): string {
  const direction = directionOf(locale);
  return direction === side ? '' : ` direction="${direction}" text-anchor="end"`;
}

function escaped(text: string): string {
  return escapeUTF8(toFileText(text));
}
