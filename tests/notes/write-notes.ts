import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { filesOfNotes } from './made-files.ts';

/*
 * `npm run notes`: writes what `src/campaigns/*-notes.ts` say of each key into `docs/schemas/` and into the
 * tables of `docs/for-editors.md`.
 */
const project = process.cwd();

for (const [file, text] of await filesOfNotes(project)) {
  const path = join(project, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  console.log(`Wrote ${file}.`);
}
