import { readSettings } from './settings.ts';

/**
 * The folder that contains `content/`. Builds and functions run from the project's folder. Tests and
 * benchmarks set another folder to build other content.
 */
export const PROJECT_ROOT = readSettings().root ?? process.cwd();
