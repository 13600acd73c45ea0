import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };

/** Every source file with the files and packages that it imports. */
export const importGraph: ReadonlyMap<string, readonly string[]> = new Map(
  globSync('{src,netlify,tests}/**/*.{ts,astro}')
    .map((file) => file.replaceAll('\\', '/'))
    .map((file) => [file, importsOf(file)]),
);

/** True for a file of the project. */
export function isOurs(path: string): boolean {
  return /^(?:src|netlify|tests)\//u.test(path);
}

/** The room of a file: its first two folders. */
export function roomOf(file: string): string {
  return file.split('/').slice(0, 2).join('/');
}

/** Every file that a file reaches through imports, itself included. */
export function reachedFrom(file: string): ReadonlySet<string> {
  const reached = new Set([file]);
  for (const each of reached) for (const next of importGraph.get(each) ?? []) reached.add(next);
  return reached;
}

function importsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  return Array.from(source.matchAll(/(?:\bfrom|^\s*import|\bimport\()\s*'(?<path>[^']+)'/gmu), ({ groups }) =>
    resolve(groups?.['path'] ?? '', file),
  );
}

function resolve(path: string, from: string): string {
  if (path.startsWith('.')) return normalize(join(dirname(from), path)).replaceAll('\\', '/');
  const [alias = '', ...rest] = path.split('/');
  const target = Object.entries(packageJson.imports).find(([name]) => name === `${alias}/*`)?.[1];
  return target ? target.replace('./', '').replace('*', rest.join('/')) : path;
}
