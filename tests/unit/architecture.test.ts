import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { importGraph, isOurs, reachedFrom, roomOf } from './import-graph.ts';
import { ROOMS, toMap } from './rooms.ts';

/** The packages that the pure rooms may also use. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'src/domain': ['valibot'],
  'src/elements': [],
};

/** The only file that reads the environment. */
const ENVIRONMENT = 'src/settings/environment.ts';

const source = [...importGraph.keys()].filter((file) => !file.startsWith('tests/'));
const inRooms = source.filter((file) => file.split('/').length > 2);

/** The imports between rooms, written as `src/desk → src/domain`. */
const arrows = new Set(
  inRooms.flatMap((file) =>
    (importGraph.get(file) ?? [])
      .filter((path) => isOurs(path) && roomOf(path) !== roomOf(file))
      .map((path) => `${roomOf(file)} → ${roomOf(path)}`),
  ),
);

describe('the architecture', () => {
  it('sees the imports it judges', () => {
    expect(importGraph.get('netlify/actions/sign.ts')).toContain('src/domain/address.ts');
    expect(importGraph.get('src/domain/address.ts')).toContain('valibot');
    expect(reachedFrom('netlify/functions/sign.ts')).toContain('src/secret/entry-id.ts');
  });

  it('has the arrows of the table, and no others', () => {
    const allowed = ROOMS.flatMap(({ path, imports }) => imports.map((other) => `${path} → ${other}`));
    expect([...arrows].sort()).toEqual(allowed.sort());
  });

  it('has no two rooms that import each other, and no way back up', () => {
    const order = ROOMS.map(({ path }) => path);
    for (const { path, imports } of ROOMS) {
      const higher = imports.filter((other) => order.indexOf(other) > order.indexOf(path));
      expect(higher, path).toEqual([]);
    }
  });

  it('has a place in the table for every folder', () => {
    const folders = globSync('{src,netlify}/*/').map((folder) => folder.replace(/\/$/u, ''));
    expect(folders.sort()).toEqual(ROOMS.map(({ path }) => path).sort());
  });

  it('is drawn in the README as it is', () => {
    expect(readFileSync('README.md', 'utf8')).toContain(toMap(ROOMS));
  });

  it('has an alias for every room, and uses no other way between rooms', () => {
    const aliases = Object.values(packageJson.imports).map((path) => path.slice(2, -2));
    expect(aliases.sort()).toEqual(
      ROOMS.map(({ path }) => path)
        .filter((path) => path !== 'src/pages' && path !== 'netlify/functions')
        .sort(),
    );
  });

  it('reads the environment in one file', () => {
    const readers = [...source, 'astro.config.mjs'].filter((file) =>
      /process\.env|import\.meta\.env|Netlify\.env/u.test(readFileSync(file, 'utf8')),
    );
    expect(readers).toEqual([ENVIRONMENT]);
    const importers = source.filter((file) => importGraph.get(file)?.includes(ENVIRONMENT));
    expect(importers.filter((file) => roomOf(file) !== 'src/settings')).toEqual([
      'netlify/local/mail-folder.ts',
      'netlify/local/serve.ts',
      'netlify/local/start.ts',
    ]);
  });

  it('keeps the secret from what counts, and the store from what shapes answers', () => {
    for (const file of globSync('{netlify/functions/count.ts,netlify/http/*.ts}')) {
      const reached = [...reachedFrom(file)];
      expect(
        reached.filter((path) => /^src\/(?:secret\/|sealing\/seal\.|settings\/secrets\.)/u.test(path)),
        file,
      ).toEqual([]);
    }
    for (const file of globSync('netlify/{actions,http}/*.ts')) {
      const reached = [...reachedFrom(file)];
      expect(
        reached.filter((path) => /^netlify\/(?:blobs|deploy|endpoint)\/|^@netlify/u.test(path)),
        file,
      ).toEqual([]);
    }
  });

  it('keeps the secrets from all that makes pages', () => {
    const pages = globSync('src/{pages,page-data,integrations,layouts,components,markdown}/**/*.{ts,astro}');
    expect(pages.length).toBeGreaterThan(50);
    for (const file of [...pages, 'netlify/local/build.ts']) {
      const reached = [...reachedFrom(file.replaceAll('\\', '/'))];
      expect(
        reached.filter((path) => /^src\/(?:secret\/|settings\/secrets\.)/u.test(path)),
        file,
      ).toEqual([]);
    }
  });

  it('writes the addresses of the API in one file, and where the platform needs a literal', () => {
    const literal = source.filter((file) => /\/api\/(?:campaigns|audit)/u.test(codeOf(file)));
    const elsewhere = literal.filter((file) => roomOf(file) !== 'netlify/functions');
    expect(elsewhere).toEqual(['src/domain/api-paths.ts']);
  });

  it('keeps requests out of the use cases', () => {
    for (const file of globSync('netlify/actions/*.ts')) {
      expect(readFileSync(file, 'utf8'), file).not.toMatch(/\b(?:Request|Response)\b(?!ed)/u);
    }
  });

  it('keeps the innermost rooms free of packages', () => {
    const wrong = source.flatMap((file) => {
      const packages = PACKAGES[roomOf(file)];
      const imports = importGraph.get(file) ?? [];
      return packages ? imports.filter((path) => !isOurs(path) && !packages.includes(path)) : [];
    });
    expect(wrong).toEqual([]);
  });

  it('has nothing that imports a test, and no function that imports another', () => {
    const wrong = source.flatMap((file) =>
      (importGraph.get(file) ?? [])
        .filter((path) => path.startsWith('tests/') || path.startsWith('netlify/functions/'))
        .map((path) => `${file} imports ${path}`),
    );
    expect(wrong).toEqual([]);
  });

  it('keeps every file short enough to hold in mind', () => {
    const long = source.filter((file) => readFileSync(file, 'utf8').split('\n').length > 250);
    expect(long).toEqual([]);
  });

  it('runs without the packages that only tests and checks need', () => {
    const packages = source
      .flatMap((file) => importGraph.get(file) ?? [])
      // A text that holds the word “from” can look like an import, but not like a package.
      .filter((path) => !isOurs(path) && /^[@\w][\w./-]*$/u.test(path))
      .map((path) => /^(?:@[^/]+\/)?[^/]+/u.exec(path)?.[0] ?? path);
    expect(packages.length).toBeGreaterThan(50);
    const installed = Object.keys(packageJson.dependencies);
    expect([...new Set(packages)].filter((name) => !installed.includes(name))).toEqual([]);
  });

  it('names no version that could change by itself', () => {
    const { dependencies, devDependencies, optionalDependencies } = packageJson;
    const versions = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/u.test(version))).toEqual([]);
  });
});

/** A file without its comments, which may name an address. */
function codeOf(file: string): string {
  return readFileSync(file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\//gu, '');
}
