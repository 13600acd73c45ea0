import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { jsonSchemas } from './json-schemas.ts';
import { withTables } from './notes-table.ts';

const EDITORS = 'docs/for-editors.md';

/** Path and text of each file that is made from the notes, formatted as all files are. */
export async function filesOfNotes(project: string): Promise<[file: string, text: string][]> {
  const editors = withTables(await readFile(join(project, EDITORS), 'utf8'));
  const schemas = Object.entries(jsonSchemas()).map(
    ([name, schema]) => [`docs/schemas/${name}.schema.json`, JSON.stringify(schema)] as const,
  );
  return Promise.all(
    [[EDITORS, editors] as const, ...schemas].map(async ([file, text]): Promise<[string, string]> => {
      const filepath = join(project, file);
      return [file, await format(text, { ...(await resolveConfig(filepath)), filepath })];
    }),
  );
}
