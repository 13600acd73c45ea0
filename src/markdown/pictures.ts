import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineHastPlugin, type HastPluginEntry } from 'satteri';
import sharp from 'sharp';
import { imageFile } from '#campaigns/image-file.ts';

/**
 * A file under `/pictures/`, made from `original`, `width` pixels wide. An SVG or GIF stays unchanged: its
 * `format` is `null`.
 */
export interface Rendition {
  readonly original: string;
  readonly format: 'avif' | 'webp' | null;
  readonly width: number;
}

/** The renditions of all texts rendered so far, by file name. */
export const renditions = new Map<string, Rendition>();

/** CSS pixels: a text is at most 576 wide (`--measure`); dense screens need twice that. */
const WIDTHS = [360, 576, 864, 1152];
const SIZES = '(min-width: 40rem) 36rem, 92vw';

/**
 * Turns editors' images into `<picture>` elements. An image is beside its text and is written `![what is
 * seen](photo.jpg)`. Photographs come as AVIF and WebP, in the widths of usual screens, and load only when in
 * view. Astro's image service does not fit (7.3.4, `.astro/content-assets.mjs`). In Markdown it makes one
 * format an image, and all builds share one folder.
 */
export const pictures: HastPluginEntry = defineHastPlugin({
  name: 'pictures',
  element: {
    filter: ['img'],
    visit: async ({ properties }, { fileURL }) => {
      const { src } = properties;
      if (typeof src !== 'string' || !fileURL) return;
      const file = await imageFile(src, fileURLToPath(fileURL));
      if (file.kind === 'refused') return;
      const original = file.path;
      const hash = createHash('sha256')
        .update(await readFile(original))
        .digest('hex')
        .slice(0, 10);
      const { autoOrient, format } = await sharp(original).metadata();
      const name = `${basename(original, extname(original)).replaceAll(/[^\w-]/gu, '-')}.${hash}`;
      const ratio = autoOrient.height / autoOrient.width;
      const image = (width: number, attributes: Readonly<Record<string, string>>) => ({
        type: 'element' as const,
        tagName: 'img',
        properties: {
          ...properties,
          ...attributes,
          width,
          height: Math.round(width * ratio),
          loading: 'lazy',
          decoding: 'async',
        },
        children: [],
      });
      if (format === 'svg' || format === 'gif') {
        const address = ask(`${name}.${format}`, { original, format: null, width: autoOrient.width });
        return image(autoOrient.width, { src: address });
      }
      const width = Math.min(autoOrient.width, Math.max(...WIDTHS));
      const widths = WIDTHS.filter((candidate) => candidate < width).concat(width);
      const srcset = (format: 'avif' | 'webp') =>
        widths
          .map((width) => `${ask(`${name}.${width}.${format}`, { original, format, width })} ${width}w`)
          .join(', ');
      const source = { type: 'image/avif', srcset: srcset('avif'), sizes: SIZES };
      return {
        type: 'element',
        tagName: 'picture',
        properties: {},
        children: [
          { type: 'element', tagName: 'source', properties: source, children: [] },
          image(width, { src: `/pictures/${name}.${width}.webp`, srcset: srcset('webp'), sizes: SIZES }),
        ],
      };
    },
  },
});

/** The address of a rendition. It also registers the rendition, so that the build makes it. */
function ask(file: string, rendition: Rendition): string {
  renditions.set(file, rendition);
  return `/pictures/${file}`;
}
