import type { Stats } from 'node:fs';
import { open } from 'node:fs/promises';
import sharp from 'sharp';
import { holdsCode } from './drawing.ts';

/** Twice what cameras make. Encoders refuse longer sides, and a small file can unfold to any size. */
const MAX_SIDE = 16_000;
const MAX_PIXELS = 100_000_000;
/** What a file may be, whatever it is called. */
const FORMATS = ['jpeg', 'png', 'webp', 'gif', 'svg'];

/** How to make a picture of an iPhone one that browsers show. */
export const HEIC_ADVICE =
  'browsers do not show HEIC: open it on the phone or computer, export it as JPEG, and put that file beside this one';

interface Judged {
  readonly stamp: string;
  readonly fault: Promise<string | null>;
}

/** Each file that was read in this process. An unchanged file is read once. */
const judged = new Map<string, Judged>();

/** Changes whenever a file does. */
export function stampOf({ size, mtimeMs, ino }: Stats): string {
  return `${size} ${mtimeMs} ${ino}`;
}

/**
 * Why the file of an image cannot become a picture of a page; `null` for a good one. It reads the file to its
 * end, as the build does.
 */
export function pictureFault(path: string, stats: Stats): Promise<string | null> {
  const stamp = stampOf(stats);
  const known = judged.get(path);
  if (known?.stamp === stamp) return known.fault;
  const fault =
    stats.size === 0
      ? Promise.resolve('it is broken, or no image, because the file is empty: upload it anew')
      : faultOf(path);
  judged.set(path, { stamp, fault });
  return fault;
}

/** The first bytes of what phones make (ISO/IEC 23008-12). Not every build of the decoder reads them. */
async function isHeic(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(12), 0, 12, 0);
    return /^ftyp(?:hei|hev|mif1|msf1)/u.test(buffer.toString('latin1', 4));
  } finally {
    await file.close();
  }
}

async function faultOf(path: string): Promise<string | null> {
  try {
    const { width, height, format } = await sharp(path, { limitInputPixels: false }).metadata();
    if (format === 'heif') return `it is HEIC in truth, whatever its name, and ${HEIC_ADVICE}`;
    if (!FORMATS.includes(format)) return `it is ${format} in truth: save it anew as JPEG, PNG or WebP`;
    if (Math.max(width, height) > MAX_SIDE || width * height > MAX_PIXELS)
      return `it has ${width} × ${height} pixels: make it smaller, 2000 are enough`;
    // The outline of a drawing is all that pages need of it.
    if (format !== 'svg') await sharp(path).resize({ width: 1 }).raw().toBuffer();
    // These begin as no drawing does. Their files are large, and need not be read once more.
    if (format === 'jpeg' || format === 'png' || format === 'webp') return null;
    return (await holdsCode(path)) ? 'it holds code or a link: export it as a plain SVG' : null;
  } catch {
    if (await isHeic(path)) return `it is HEIC in truth, whatever its name, and ${HEIC_ADVICE}`;
    return 'it is broken, or no image: save it anew as JPEG, PNG, WebP, GIF or SVG';
  }
}
