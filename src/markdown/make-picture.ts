import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Rendition } from './pictures.ts';

/** A picture's file without the camera's metadata: place, time, owner's name. SVG and GIF stay unchanged. */
export async function makePicture({ original, format, width }: Rendition): Promise<Buffer> {
  if (format === null) return readFile(original);
  return sharp(original).autoOrient().resize({ width }).toFormat(format).toBuffer();
}
