import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { onceUnlessFailed } from '#domain/once.ts';
import { makePicture } from '#markdown/make-picture.ts';
import type { Rendition } from '#markdown/pictures.ts';
import { KEPT_FOLDER } from '#settings/project-root.ts';
import { drawText, escapeMarkup } from './card-text.ts';
import { digestOf, looksOf } from './drawable-words.ts';
import { keptFile } from './kept-file.ts';
import { drawableCard, drawCard, type ShareCard } from './share-card.ts';

// Nothing is drawn twice, so libvips need not remember it.
sharp.cache(false);

/** The code that makes what is kept. When it changes, everything is made anew. A test finds what is missing here. */
export const MAKERS = {
  card: ['src/page-data/share-card.ts', 'src/page-data/card-text.ts'],
  picture: ['src/markdown/make-picture.ts'],
} as const;

/** A share card, drawn now or by an earlier build. `tellLoss` hears in both cases of what it goes without. */
export async function keptShareCard(
  card: ShareCard,
  tellLoss?: (words: string) => void,
  folder: string = KEPT_FOLDER,
): Promise<Buffer> {
  const drawable = await drawableCard(card, tellLoss);
  const { to, headline, name } = drawable;
  const looks = [
    await looksOf('italic', `${to?.label} ${to?.target}`),
    await looksOf('medium', `${headline} ${name}`),
  ];
  return keptFile(folder, ['card', drawable, looks, await cardMakers()], () => drawCard(drawable));
}

/** A picture of a text in one format and width, made now or by an earlier build. */
export async function keptPicture(rendition: Rendition, folder: string = KEPT_FOLDER): Promise<Buffer> {
  const { original, format, width } = rendition;
  if (format === null) return makePicture(rendition);
  const parts = ['picture', digest(await readFile(original)), format, width, await pictureMakers()];
  return keptFile(folder, parts, () => makePicture(rendition));
}

const cardMakers = onceUnlessFailed(async () => [...(await makers(MAKERS.card)), ...(await fonts())]);

const pictureMakers = onceUnlessFailed(() => makers(MAKERS.picture));

async function makers(files: readonly string[]): Promise<readonly unknown[]> {
  // From the project's folder, because Astro bundles this code anywhere.
  const sources = files.map(async (file) => digest(await readFile(join(process.cwd(), file))));
  return [sharp.versions, process.platform, process.arch, ...(await Promise.all(sources))];
}

/** What letters look like here. On macOS they are not ours (lovell/sharp#4577). */
async function fonts(): Promise<readonly string[]> {
  const drawn = (['medium', 'italic'] as const).map((font) => drawText(font, 40, 1000, LETTERS));
  return (await Promise.all(drawn)).map(digestOf);
}

/** All of ASCII that is seen, as Pango's markup. */
const LETTERS = escapeMarkup(
  Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)).join(''),
);

function digest(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
