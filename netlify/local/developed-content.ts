import type { AstroIntegration } from 'astro';
import { existsSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { mistakesAt } from '#checking/concerned.ts';
import { readTarget } from '#server/target.ts';
import { type DevServer, onContentChange } from './content-changes.ts';
import { showFaults } from './fault-page.ts';
import { mistakePage } from './mistake-page.ts';
import { stopAlone } from './on-stop.ts';
import type { WatchedContent } from './watched-content.ts';

/** Who saves a file empties it first. A check between the two would call it empty. */
const SETTLE_MS = 50;

/**
 * In development: shows the mistakes of a file on its pages, in place of them. Each open page is loaded anew when
 * content changes. `root` is the folder that contains `content/`.
 */
export function developedContent(root: string, content: WatchedContent): AstroIntegration {
  return {
    name: 'undersigned-content',
    hooks: {
      'astro:server:setup': ({ server }) => {
        stopAlone();
        server.watcher.add(join(root, 'content'));
        let settling: NodeJS.Timeout | undefined;
        onContentChange(server, root, () => {
          clearTimeout(settling);
          settling = setTimeout(() => {
            content.changed();
            reload(server);
          }, SETTLE_MS);
        });
        server.middlewares.use((incoming, outgoing, next) => {
          const pathname = pageOf(incoming, server.config.publicDir);
          if (pathname === null) {
            next();
            return;
          }
          content
            .state()
            .then(async (state) => {
              const mistakes = mistakesAt(pathname, state.mistakes, state);
              if (mistakes.length === 0) {
                showFaults(outgoing, pathname, incoming.method !== 'HEAD');
                next();
                return;
              }
              const elsewhere = state.mistakes.length - mistakes.length;
              const html = await mistakePage(root, { pathname, mistakes, elsewhere });
              outgoing.writeHead(500, {
                'content-type': 'text/html; charset=utf-8',
                'cache-control': 'no-store',
              });
              outgoing.end(incoming.method === 'HEAD' ? undefined : html);
            })
            .catch((error: unknown) => {
              showFaults(outgoing, pathname, incoming.method !== 'HEAD');
              next(error);
            });
        });
      },
    },
  };
}

/** Astro's own event lets it drop the pages that it knows (Astro 7.3.4). Then every open page is loaded anew. */
function reload(server: DevServer): void {
  for (const environment of Object.values(server.environments))
    environment.hot.send('astro:content-changed', {});
  server.environments.client.hot.send({ type: 'full-reload', path: '*' });
}

/** Vite's own addresses: modules, sources, packages. */
const MODULES = /^\/(?:@|src\/|node_modules\/|_|\.)/u;

/** The address of a page, or of a file that is made from content; else `null`. */
function pageOf({ url = '', method }: IncomingMessage, publicFolder: string): string | null {
  if (method !== 'GET' && method !== 'HEAD') return null;
  const target = readTarget(url);
  if (typeof target === 'number' || MODULES.test(target.pathname)) return null;
  if (target.pathname.includes('.') && existsSync(join(publicFolder, target.pathname))) return null;
  return target.pathname;
}
