import type { AstroIntegration } from 'astro';
import { join } from 'node:path';

/** While developing: a page is made anew when a file of `content/` changes. `root` is the folder that holds it. */
export function contentReload(root: string): AstroIntegration {
  const folder = join(root, 'content');
  return {
    name: 'undersigned-content-reload',
    hooks: {
      'astro:server:setup': ({ server }) => {
        server.watcher.add(folder);
        server.watcher.on('all', (_event, path) => {
          if (!path.startsWith(folder)) return;
          // Astro's own event: it forgets the pages that it knows, and we forget the content (Astro 7.3.4).
          for (const environment of Object.values(server.environments)) {
            environment.hot.send('astro:content-changed', {});
          }
          server.environments.client.hot.send({ type: 'full-reload', path: '*' });
        });
      },
    },
  };
}
