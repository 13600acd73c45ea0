import { build } from 'esbuild';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** Packages that are CommonJS (nodemailer) ask for Node's own modules by `require`, which a module does not have. */
const REQUIRE = `import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);`;

/**
 * Makes one file of each function, with all that it imports, in a folder that holds nothing else afterwards. Netlify
 * deploys these files as they are (`netlify.toml`). Names stay as written, so that a stack in a log can be read. No
 * variable of the environment is put in.
 */
export async function bundleFunctions(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await build({
    absWorkingDir: PROJECT,
    entryPoints: ['netlify/functions/*.ts'],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    banner: { js: REQUIRE },
    logLevel: 'warning',
  });
}
