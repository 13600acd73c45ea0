/**
 * The oldest browsers that get the whole look and all scripts: those of 2021 (decision 0019). The build
 * writes styles and scripts for them, and tests hold the source to them. Older ones get a page to read and a
 * plain form to sign.
 */
export const OLDEST_BROWSERS = { chrome: 88, edge: 88, firefox: 90, safari: 15, ios: 15 } as const;

/** The same in the words of Vite. */
export const BUILD_TARGET = Object.entries(OLDEST_BROWSERS).map(([name, version]) => `${name}${version}`);
