import { type ArchiveFormat, zipFunctions } from '@netlify/zip-it-and-ship-it';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

/** What `netlify.toml` says of functions. Each value there is one of JSON, too. */
const [, section = ''] = /^\[functions\]\n((?:.+\n)+)/mu.exec(readFileSync('netlify.toml', 'utf8')) ?? [];
const { directory, node_bundler, included_files } = v.parse(
  v.object({
    directory: v.string(),
    node_bundler: v.literal('none'),
    included_files: v.array(v.string()),
  }),
  Object.fromEntries(
    Array.from(section.matchAll(/^(\w+) = (.+)$/gmu), ([, name, value = '']) => [name, JSON.parse(value)]),
  ),
);

/** The folder in which a build for Netlify leaves a file of each function. */
export const FILES_OF_FUNCTIONS = directory;

/** Packs what was built in the folder `root` as the platform does, by its own package. */
export function packFunctions(
  root: string,
  target: string,
  archiveFormat: ArchiveFormat,
): ReturnType<typeof zipFunctions> {
  return zipFunctions(join(root, directory), target, {
    basePath: root,
    archiveFormat,
    config: {
      '*': { nodeBundler: node_bundler, includedFiles: included_files, includedFilesBasePath: root },
    },
  });
}
