import type { ContentMistake } from './mistake.ts';
import { placesIn } from './places.ts';

/** A text as its bytes spell it, and the one mistake of a file that is saved in another way. */
export interface DecodedText {
  readonly text: string;
  readonly mistakes: readonly ContentMistake[];
}

/** What stands for a byte that is no letter on Windows either. It means nothing in YAML or Markdown. */
const STAND_IN = '·';

/**
 * Decodes a file as UTF-8, without its byte order mark, and with `\n` at the end of each line. A file that is
 * saved in another way has one mistake, at the first letter that got lost. Its letters are read as those of Windows.
 */
export function decodeText(file: string, bytes: Buffer): DecodedText {
  const raw = bytes.toString('utf8').replace(/^\uFEFF+/u, '');
  const text = withLineEnds(raw);
  if (isUtf8(bytes)) return { text, mistakes: misread(file, text) };
  const lost = text.indexOf('\uFFFD');
  const message =
    'This file is not saved as UTF-8, and letters get lost from here on: save it as UTF-8, and look at its letters';
  return {
    text: withLineEnds(new TextDecoder('windows-1252').decode(bytes).replace(/^ï»¿/u, '')).replaceAll(
      /[\u0080-\u009F]/gu,
      STAND_IN,
    ),
    mistakes: [placesIn(file, text)(lost, message)],
  };
}

/** Old Macs ended lines with CR alone. */
function withLineEnds(raw: string): string {
  const isOldMac = raw.includes('\r') && !raw.includes('\n');
  return isOldMac ? raw.replaceAll('\r', '\n') : raw.replaceAll('\r\n', '\n');
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The characters of Windows-1252 that are not those of Latin-1, in the order of their bytes from 80. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';
const MISREAD = new RegExp(`[\u00C2-\u00F4][\u0080-\u00BF${WINDOWS}]{1,3}`, 'u');

/** A letter of UTF-8 that a program took for two of Windows, such as `Ã­` for `í`. The first is told. */
function misread(file: string, text: string): ContentMistake[] {
  const match = MISREAD.exec(text);
  if (!match) return [];
  const bytes = Array.from(match[0], (character) => {
    const place = WINDOWS.indexOf(character);
    return place < 0 ? (character.codePointAt(0) ?? 0) : 0x80 + place;
  });
  for (let length = bytes.length; length > 1; length--) {
    const some = Buffer.from(bytes.slice(0, length));
    if (!isUtf8(some)) continue;
    const letter = some.toString('utf8');
    if (Array.from(letter).length > 1 || !/[\p{L}\p{P}\p{S}]/u.test(letter)) continue;
    const wrong = match[0].slice(0, length);
    const message = `These letters were read in the wrong way, ${wrong} for ${letter}: write them anew, or paste the text again`;
    return [placesIn(file, text)(match.index, message)];
  }
  return [];
}
