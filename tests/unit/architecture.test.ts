import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

/** Who may import whom. Arrows point inward: what is not listed is not allowed. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'src/domain': [],
  'src/html': [],
  'src/i18n': [],
  'src/content': ['src/domain'],
  'src/build': ['src/content', 'src/domain', 'src/html', 'src/i18n'],
  'src/elements': ['src/domain'],
  'src/desk': ['src/content', 'src/domain', 'src/i18n'],
  'src/terminal': ['src/audit', 'src/content', 'src/desk', 'src/domain'],
  'src/components': [
    'src/components',
    'src/build',
    'src/content',
    'src/domain',
    'src/elements',
    'src/i18n',
    'src/styles',
  ],
  'src/layouts': ['src/components', 'src/content', 'src/domain', 'src/i18n', 'src/styles'],
  'src/pages': [
    'src/layouts',
    'src/components',
    'src/build',
    'src/content',
    'src/desk',
    'src/domain',
    'src/i18n',
    'src/sealing',
    'src/styles',
  ],
  'src/sealing': ['src/domain'],
  'src/audit': ['src/domain'],
  'netlify/blobs': ['src/audit', 'src/domain'],
  'netlify/http': [
    'netlify/blobs',
    'netlify/services',
    'src/audit',
    'src/content',
    'src/domain',
    'src/html',
    'src/i18n',
    'src/sealing',
  ],
  'netlify/services': [
    'netlify/blobs',
    'netlify/http',
    'src/audit',
    'src/content',
    'src/domain',
    'src/sealing',
  ],
  'netlify/functions': ['netlify/blobs', 'netlify/http', 'netlify/services', 'src/domain', 'src/i18n'],
  'netlify/local': ['netlify/http', 'src/build', 'src/content', 'src/domain', 'src/sealing'],
};

/** Packages the pure rings may use besides. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'src/domain': ['valibot'],
  'src/elements': [],
};

const files = globSync('{src,netlify,tests}/**/*.{ts,astro}').map((file) => file.replaceAll('\\', '/'));
const graph = new Map(files.map((file) => [file, importsOf(file)]));

function importsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  return Array.from(source.matchAll(/(?:\bfrom|^import|\bimport\()\s*'(?<path>[^']+)'/gmu), ({ groups }) =>
    resolve(groups?.['path'] ?? '', file),
  );
}

function resolve(path: string, from: string): string {
  if (path.startsWith('.')) return normalize(join(dirname(from), path)).replaceAll('\\', '/');
  const [alias = '', ...rest] = path.split('/');
  const target = Object.entries(packageJson.imports).find(([name]) => name === `${alias}/*`)?.[1];
  return target ? target.replace('./', '').replace('*', rest.join('/')) : path;
}

function ringOf(file: string): string {
  return file.split('/').slice(0, 2).join('/');
}

function isOurs(path: string): boolean {
  return /^(?:src|netlify|tests)\//u.test(path);
}

describe('the architecture', () => {
  it('sees the imports it judges', () => {
    expect(graph.get('netlify/functions/sign.ts')).toContain('src/domain/address.ts');
    expect(graph.get('src/domain/address.ts')).toContain('valibot');
  });

  it('has arrows only inward', () => {
    const wrong = [...graph].flatMap(([file, imports]) => {
      const ring = ringOf(file);
      if (!(ring in ALLOWED)) return [];
      return imports
        .filter((path) => isOurs(path) && ringOf(path) !== ring && !ALLOWED[ring]?.includes(ringOf(path)))
        .map((path) => `${file} imports ${path}`);
    });
    expect(wrong).toEqual([]);
  });

  it('has a place for every folder', () => {
    const folders = new Set(files.filter((file) => !file.startsWith('tests/')).map(ringOf));
    const unknown = [...folders].filter((folder) => !folder.includes('.') && !(folder in ALLOWED));
    expect(unknown).toEqual([]);
  });

  it('keeps the innermost rings free of packages', () => {
    const wrong = [...graph].flatMap(([file, imports]) => {
      const packages = PACKAGES[ringOf(file)];
      return packages
        ? imports
            .filter((path) => !isOurs(path) && !packages.includes(path))
            .map((path) => `${file} imports ${path}`)
        : [];
    });
    expect(wrong).toEqual([]);
  });

  it('has nothing that imports a test, and no function that imports another', () => {
    const wrong = [...graph].flatMap(([file, imports]) =>
      imports
        .filter(
          (path) =>
            !file.startsWith('tests/') &&
            (path.startsWith('tests/') || path.startsWith('netlify/functions/')),
        )
        .map((path) => `${file} imports ${path}`),
    );
    expect(wrong).toEqual([]);
  });

  it('has no circle', () => {
    const done = new Set<string>();
    const circles: string[] = [];
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);

    function visit(file: string, path: readonly string[]): void {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      if (done.has(file) || path.includes(file)) return;
      for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
      done.add(file);
    }
  });

  it('keeps every file short enough to hold in mind', () => {
    const long = files.filter(
      (file) => !file.startsWith('tests/') && readFileSync(file, 'utf8').split('\n').length > 250,
    );
    expect(long).toEqual([]);
  });

  it('names no version that could change by itself', () => {
    const versions = Object.entries({ ...packageJson.dependencies, ...packageJson.devDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/u.test(version))).toEqual([]);
  });
});
