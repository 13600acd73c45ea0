import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { relative } from 'node:path';

/*
 * A test loads this file before a build. The build then prints the name of each file of `content/` that it
 * reads.
 */
const { readFile } = fs;
const root = process.env['UNDERSIGNED_ROOT'] ?? process.cwd();

fs.readFile = ((...given: Parameters<typeof readFile>) => {
  const [file] = given;
  const path = typeof file === 'string' ? relative(root, file) : '';
  if (path.startsWith('content/')) console.log(`read ${path}`);
  return readFile(...given);
}) as typeof readFile;
syncBuiltinESMExports();
