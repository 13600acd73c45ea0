import { isAbsolute, relative } from 'node:path';

/** True for a path in a folder or below it. Both paths are absolute. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith('../') && !way.startsWith('..\\') && !isAbsolute(way);
}
