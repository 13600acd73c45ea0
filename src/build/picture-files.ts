import type { AstroIntegration } from 'astro';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { type Rendition, renditions } from './pictures.ts';

/** Makes the files that texts ask for: all of them in a build; while developing, each when it is fetched. */
export function pictureFiles(): AstroIntegration {
  return {
    name: 'undersigned-picture-files',
    hooks: {
      'astro:server:setup': ({ server }) => {
        server.middlewares.use((request, response, next) => {
          const rendition = renditions.get(request.url ?? '');
          if (!rendition) {
            next();
            return;
          }
          response.setHeader('content-type', `image/${rendition.format ?? 'svg+xml'}`);
          makeFile(rendition).then((file) => response.end(file), next);
        });
      },
      'astro:build:done': async ({ dir }) => {
        for (const [address, rendition] of renditions) {
          const file = join(fileURLToPath(dir), address);
          await mkdir(dirname(file), { recursive: true });
          await writeFile(file, await makeFile(rendition));
        }
      },
    },
  };
}

/** Without what a camera writes into a file besides the picture: place, time, name of the owner. */
export async function makeFile({ original, format, width }: Rendition): Promise<Buffer> {
  if (format === null) return readFile(original);
  return sharp(original).autoOrient().resize({ width }).toFormat(format).toBuffer();
}
