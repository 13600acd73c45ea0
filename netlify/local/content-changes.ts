import type { HookParameters } from 'astro';
import { join, sep } from 'node:path';

/** The dev server of Vite, as Astro gives it to integrations. */
export type DevServer = HookParameters<'astro:server:setup'>['server'];

/** Calls `forget` when a file below `content/` is written, added or taken away. `root` is the folder that contains it. */
export function onContentChange({ watcher }: DevServer, root: string, forget: () => void): void {
  const folder = join(root, 'content') + sep;
  watcher.on('all', (_event, path) => {
    if (path.startsWith(folder)) forget();
  });
}
