/**
 * The folder that holds `content/`. Everything of ours, builds and functions alike, runs from the project's folder;
 * tests and benchmarks build other content by running from another.
 */
export const PROJECT_ROOT = process.env['UNDERSIGNED_ROOT'] ?? process.cwd();
