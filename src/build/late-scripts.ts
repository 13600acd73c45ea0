import type { AstroIntegration } from 'astro';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Lets scripts wait for what is read: a browser fetches `type="module"` with high priority, beside the page itself.
 * With low priority the page does not share a slow line with them. Astro 7.3.4 has no way to say so for a script that it
 * bundles.
 */
export function lateScripts(): AstroIntegration {
  return {
    name: 'undersigned-late-scripts',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const dist = fileURLToPath(dir);
        for await (const file of glob('**/*.html', { cwd: dist })) {
          const page = await readFile(join(dist, file), 'utf8');
          const late = page.replaceAll(
            '<script type="module" src=',
            '<script type="module" fetchpriority="low" src=',
          );
          await writeFile(join(dist, file), late);
        }
      },
    },
  };
}
