import type { AstroIntegration } from 'astro';
import { join } from 'node:path';

/**
 * In development: rebuilds a page when a file of `content/` changes. `root` is the folder that contains it.
 */
export function contentReload(root: string): AstroIntegration {
  const folder = join(root, 'content');
  return {
    name: 'undersigned-content-reload',
    hooks: {
      'astro:server:setup': ({ server }) => {
        server.watcher.add(folder);
        server.watcher.on('all', (_event, path) => {
          if (!path.startsWith(folder)) return;
          // Astro's own event (Astro 7.3.4): it drops its cached pages, and we drop the cached content.
          for (const environment of Object.values(server.environments)) {
            environment.hot.send('astro:content-changed', {});
          }
          server.environments.client.hot.send({ type: 'full-reload', path: '*' });
        });
      },
    },
  };
}
