import { defineConfig } from 'vitest/config';

const root = new URL('..', import.meta.url).pathname;

/** One project a ring. Names are folders; the rings share nothing but `tests/blob-service` and `tests/support`. */
export default defineConfig(({ mode }) => ({
  root,
  test: {
    projects: [
      {
        root,
        test: { name: 'unit', include: ['tests/unit/**/*.test.ts', 'tests/blob-service/**/*.test.ts'] },
      },
      {
        root,
        test: {
          name: 'functions',
          include: ['functions', 'store', 'model', 'terminal'].map((ring) => `tests/${ring}/**/*.test.ts`),
          globalSetup: 'tests/functions/build-deploy.ts',
          setupFiles: 'tests/functions/environment.ts',
          // `npm run test:full` walks ten times as far.
          env: {
            MODEL_RUNS: mode === 'full' ? '9000' : '900',
            DOWNLOAD_ROWS: mode === 'full' ? '1000000' : '20000',
          },
          testTimeout: 30_000,
        },
      },
      {
        root,
        test: {
          name: 'site',
          globalSetup: ['tests/site/build-sites.ts'],
          include: ['tests/site/**/*.test.ts', 'tests/browser/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // What a page does by itself takes as long as a busy machine lets it: vitest's own 1 s would fail for nothing.
          expect: { poll: { timeout: 10_000 } },
        },
      },
    ],
  },
}));
