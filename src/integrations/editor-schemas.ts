import type { AstroIntegration } from 'astro';
import { writeEditorSupport } from '#campaigns/editor-support.ts';

/**
 * Lets VS Code complete and explain what stands between the dashes of a text. `npm start`, `npm run check` and
 * builds bring it up to date. `root` is the folder of `content/`, `project` that of `docs/`.
 */
export function editorSchemas(root: string, project: string): AstroIntegration {
  return {
    name: 'undersigned-editor-schemas',
    hooks: {
      'astro:config:done': () => writeEditorSupport(root, project),
      'astro:server:setup': ({ server, logger }) => {
        const renew = (path: string) => {
          if (!path.endsWith('.md')) return;
          writeEditorSupport(root, project).catch((error: unknown) => logger.warn(String(error)));
        };
        server.watcher.on('add', renew).on('unlink', renew);
      },
    },
  };
}
