import { defineConfig } from 'vitest/config';
import { LongestFirst } from './support/longest-first.ts';

const root = new URL('..', import.meta.url).pathname;

// Everywhere tests see what people see. Those of annotations ask for them.
process.env['GITHUB_ACTIONS'] = '';

/**
 * How far the long tests go. `npm test` goes far enough to find a mistake in a rule. `npm run test:long` walks
 * the model ten times as far, downloads a million rows, and looks at every page. It attacks 10,000 discreet campaigns.
 * `--mode full` walks the model a hundred times as far, and downloads a million of the longest rows: 4 GB.
 */
const WALKS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  test: {
    MODEL_RUNS: '90',
    DOWNLOAD_ROWS: '10000',
    COPIED_ROWS: '5000',
    HEAVY_ROWS: '10000',
    COUNTED_KEYS: '100000',
    RACERS: '1000',
    CAMPAIGNS: '400',
    KILLS: '3',
  },
  long: {
    MODEL_RUNS: '900',
    DOWNLOAD_ROWS: '1000000',
    COPIED_ROWS: '50000',
    HEAVY_ROWS: '100000',
    COUNTED_KEYS: '1000000',
    RACERS: '10000',
    CAMPAIGNS: '10000',
    KILLS: '20',
    LOAD_PEOPLE: '20000',
  },
  full: {
    MODEL_RUNS: '9000',
    DOWNLOAD_ROWS: '1000000',
    COPIED_ROWS: '1000000',
    HEAVY_ROWS: '1000000',
    COUNTED_KEYS: '1000000',
    RACERS: '10000',
    CAMPAIGNS: '10000',
    KILLS: '20',
    LOAD_PEOPLE: '100000',
  },
};

/**
 * The model on the stores of one machine. Each operation there is one of a disk, and takes longer than one in memory.
 */
const FILE_WALKS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  test: { MODEL_RUNS: '10' },
  long: { MODEL_RUNS: '60', DOWNLOAD_ROWS: '10000', COUNTED_KEYS: '100000', RACERS: '1000' },
  full: { MODEL_RUNS: '900' },
};

/** Tests of the model that have nothing to do with the host of stores, or choose it themselves. */
const NO_MODEL_OF_STORES = [
  'tests/model/discreet.test.ts',
  'tests/model/copying*.test.ts',
  'tests/model/shared-exactness.test.ts',
];

/** What a file does as one machine does it, however many rows there are. */
const NO_LONG_WALK = [...NO_MODEL_OF_STORES, 'tests/model/{all-parts,flat-memory,many-asides}.test.ts'];

/**
 * What the project `file` leaves out. It stores nothing, is about the build, Netlify or virtual time, or is long on a
 * disk.
 */
const KNOWING_NO_FILE = [
  ...[
    'abuse',
    'addresses',
    'audit-pages',
    'build',
    'bundle',
    'campaigns',
    'form-guards',
    'hourly',
    'listening',
    'mail-flood',
    'mail-limits',
  ],
  ...[
    'open-data',
    'retention-numbers',
    'start',
    'start-mistakes',
    'start-faults',
    'start-schedules',
    'strange-addresses',
    'welcome',
  ],
]
  .map((name) => `tests/functions/${name}.*`)
  .concat(NO_MODEL_OF_STORES, 'tests/model/{flat-memory,many-asides}.test.ts', '**/*.long.test.ts');

/**
 * One project for each ring of tests. Names are folders. The rings share only helpers, such as
 * `tests/blob-service`, `tests/support` and `tests/store/a-signature.ts`.
 */
export default defineConfig(({ mode }) => {
  const isLong = mode !== 'test';
  const filesOf = (...folders: readonly string[]) => ({
    include: folders.map((folder) => `tests/${folder}/**/*${isLong ? '.long' : ''}.test.ts`),
    exclude: isLong ? [] : ['**/*.long.test.ts'],
  });
  const functions = {
    root,
    test: {
      name: 'functions',
      ...filesOf('functions', 'store', 'cli', 'server'),
      globalSetup: 'tests/functions/build-deploy.ts',
      setupFiles: 'tests/functions/environment.ts',
      env: WALKS[mode] ?? {},
      testTimeout: 60_000,
    },
  };
  functions.test.include.push('tests/model/**/*.test.ts', 'tests/server/killing.test.ts');
  const file = {
    root,
    test: {
      ...functions.test,
      name: 'file',
      include: [
        'tests/model/**/*.test.ts',
        `tests/functions/**/${isLong ? 'retention-numbers' : '*'}.test.ts`,
      ],
      exclude: isLong ? NO_LONG_WALK : KNOWING_NO_FILE,
      env: { ...WALKS[mode], ...FILE_WALKS[mode], TEST_STORE: 'file' },
    },
  };
  const site = {
    root,
    test: {
      name: 'site',
      ...filesOf('site', 'browser'),
      globalSetup: 'tests/site/build-sites.ts',
      testTimeout: 60_000,
      hookTimeout: 120_000,
      // The time of a page depends on the load of the machine. vitest's own limit of 1 s would fail without a
      // real fault.
      expect: { poll: { timeout: 30_000 } },
    },
  };
  const netlify = {
    root,
    test: {
      name: 'netlify',
      include: ['tests/netlify/*.test.ts'],
      globalSetup: 'tests/netlify/build-as-netlify.ts',
    },
  };
  const unit = { root, test: { name: 'unit', isolate: false, ...filesOf('unit', 'blob-service') } };
  return {
    root,
    test: {
      // vitest leaves one core free by default. On a machine with two cores that is half.
      maxWorkers: '100%',
      sequence: { sequencer: LongestFirst },
      projects:
        mode === 'netlify' ? [netlify] : isLong ? [functions, file, site] : [unit, functions, file, site],
    },
  };
});
