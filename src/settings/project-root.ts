import { readSettings } from './settings.ts';

/**
 * The folder that holds `content/`. Builds and functions run from the project's folder; tests and benchmarks build
 * other content by naming another one.
 */
export const PROJECT_ROOT = readSettings().root ?? process.cwd();
