import { join } from 'node:path';
import { readSettings } from './settings.ts';

/**
 * The folder that contains `content/`. Builds and functions run from the project's folder. Tests and
 * benchmarks set another folder to build other content.
 */
export const PROJECT_ROOT = readSettings().root ?? process.cwd();

/** Where a build is made. What breaks off stays here, and only a whole site takes the place of `dist/`. */
export const BUILD_FOLDER = join(PROJECT_ROOT, '.astro', 'dist');

/** What one build keeps for the next. Netlify keeps `node_modules/` between builds, and no other folder of ours. */
export const KEPT_FOLDER = join(PROJECT_ROOT, 'node_modules', '.cache', 'undersigned');
