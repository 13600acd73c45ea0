import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Rendition } from './pictures.ts';

/** A picture's file, without what a camera writes into it besides: place, time, name of the owner. */
export async function makePicture({ original, format, width }: Rendition): Promise<Buffer> {
  if (format === null) return readFile(original);
  return sharp(original).autoOrient().resize({ width }).toFormat(format).toBuffer();
}
