import { build } from 'astro';
import { ContentError } from '#content/mistake.ts';
import { PROJECT_ROOT } from '#content/project-root.ts';
import { loadDotenv } from './dotenv.ts';

/** `npm run build`: the static site into `dist/`. Content mistakes are printed as `file:line:column`. */
await loadDotenv(PROJECT_ROOT, { create: false });
try {
  await build({});
} catch (error) {
  console.error(error instanceof ContentError ? error.message : error);
  process.exitCode = 1;
}
