import type { AstroIntegration } from 'astro';
import { writeEditorSupport } from '#campaigns/editor-support.ts';

/**
 * Lets VS Code complete and explain what stands between the dashes of a text. `npm start` and
 * `npm run check` bring it up to date. A build needs it not, and reads each file once. `root` is the folder of `content/`, `project` that of `docs/`.
 */
export function editorSchemas(root: string, project: string): AstroIntegration {
  return {
    name: 'undersigned-editor-schemas',
    hooks: {
      'astro:config:setup': async ({ command }) => {
        if (command !== 'build') await writeEditorSupport(root, project);
      },
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
