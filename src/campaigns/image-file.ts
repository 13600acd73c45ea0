import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import sharp from 'sharp';
import { decoded, imageFault } from '#domain/link.ts';
import { isInside } from '#source/inside.ts';
import { holdsCode } from './drawing.ts';

/** The file of an image in a text, or why it cannot be shown. */
export type ImageFile =
  { readonly kind: 'found'; readonly path: string } | { readonly kind: 'refused'; readonly why: string };

/**
 * Finds an image by its address in a text. `textPath` is the absolute path of the text. The file lies in the
 * campaign's folder, also if a link leads to it: other files may be secret.
 */
export async function imageFile(address: string, textPath: string): Promise<ImageFile> {
  const refuse = (fault: string): ImageFile => ({
    kind: 'refused',
    why: `The image “${address}” cannot be shown: ${fault}`,
  });
  const fault = imageFault(address);
  if (fault !== null) return refuse(fault);
  const folder = dirname(textPath);
  const path = resolve(folder, decoded(address) ?? address);
  const campaign = basename(folder) === 'updates' ? dirname(folder) : folder;
  if (!isInside(campaign, path)) return refuse(OUTSIDE);
  if (!/\.(?:jpe?g|png|webp|gif|svg)$/iu.test(path)) return refuse('use JPEG, PNG, WebP, GIF or SVG');
  const real = realPathOf(path);
  if (real === null) {
    const why = `There is no image “${address}”: put the file beside this one, or mend its name`;
    return { kind: 'refused', why };
  }
  if (!isInside(realpathSync(campaign), real)) return refuse(OUTSIDE);
  const broken = await pictureFault(real);
  if (broken !== null) return refuse(broken);
  if (holdsCode(real)) return refuse('it holds code or a link: export it as a plain SVG');
  return { kind: 'found', path };
}

/** Twice what cameras make. Encoders refuse longer sides, and a small file can unfold to any size. */
const MAX_SIDE = 16_000;
const MAX_PIXELS = 100_000_000;
/** What a file may be, whatever it is called. */
const FORMATS = ['jpeg', 'png', 'webp', 'gif', 'svg'];

/**
 * Why the file of an image cannot become a picture of a page; `null` for a good one. It reads the file to its
 * end, as the build does.
 */
async function pictureFault(path: string): Promise<string | null> {
  try {
    const { width, height, format } = await sharp(path, { limitInputPixels: false }).metadata();
    if (!FORMATS.includes(format)) return `it is ${format} in truth: save it anew as JPEG, PNG or WebP`;
    if (Math.max(width, height) > MAX_SIDE || width * height > MAX_PIXELS)
      return `it has ${width} × ${height} pixels: make it smaller, 2000 are enough`;
    // The outline of a drawing is all that pages need of it.
    if (format !== 'svg') await sharp(path).resize({ width: 1 }).toBuffer();
    return null;
  } catch {
    return 'it is broken, or no image: save it anew as JPEG, PNG, WebP, GIF or SVG';
  }
}

const OUTSIDE = 'it lies outside the campaign’s folder: put a copy of the file beside this one';

/** The path of a file without links; `null` if there is no file. */
function realPathOf(path: string): string | null {
  try {
    return statSync(path).isFile() ? realpathSync(path) : null;
  } catch {
    return null;
  }
}
