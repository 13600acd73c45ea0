import type { ViteUserConfig } from 'astro';

/** What a script writes to load a file of ours later. */
const LATER = /\bimport\('(?<file>\.\/[\w-]+\.ts)'\)/gu;

/**
 * Leaves out Vite's loader of 1,800 bytes around each `import()` of the elements. It loads style sheets ahead,
 * and these files have none. Vite (8.3.8) has no setting for it, and wraps only an
 * `import()` of a string. The desk keeps it.
 */
export function leanImports(): NonNullable<ViteUserConfig['plugins']>[number] {
  return {
    name: 'undersigned-lean-imports',
    apply: 'build',
    enforce: 'pre',
    applyToEnvironment: ({ config }) => config.consumer === 'client',
    transform: {
      filter: { id: /\/src\/elements\/[\w-]+\.ts$/u },
      async handler(code, id) {
        let lean = code;
        for (const [found, file = ''] of code.matchAll(LATER)) {
          const resolved = await this.resolve(file, id);
          if (!resolved) continue;
          const reference = this.emitFile({ type: 'chunk', id: resolved.id });
          lean = lean.replace(found, `import(import.meta.ROLLUP_FILE_URL_${reference})`);
        }
        return { code: lean, map: null };
      },
    },
  };
}
