import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CAMPAIGN_NOTES, TRANSLATION_NOTES, UPDATE_NOTES } from '#campaigns/fact-notes.ts';
import type { Notes } from '#campaigns/notes.ts';
import { SITE_NOTES } from '#campaigns/site-notes.ts';
import { CampaignSchema, UpdateSchema, WordsSchema } from '#domain/campaign-schema.ts';
import { SiteSchema } from '#domain/site.ts';
import { jsonSchemas } from '../notes/json-schemas.ts';
import { filesOfNotes } from '../notes/made-files.ts';
import { withTables } from '../notes/notes-table.ts';

const project = new URL('../..', import.meta.url).pathname;

const KINDS = [
  ['campaign', CAMPAIGN_NOTES, CampaignSchema],
  ['translation', TRANSLATION_NOTES, WordsSchema],
  ['update', UPDATE_NOTES, UpdateSchema],
  ['site', SITE_NOTES, SiteSchema],
] as const;

/** Everything that the examples write, as one file. */
function allExamples(notes: Notes): unknown {
  return parse(
    Object.values(notes)
      .map(({ example }) => example)
      .join('\n'),
  );
}

/** Each note with its path, those of keys below too. */
function everyNote(notes: Notes, path = ''): { path: string; key: string; example: string }[] {
  return Object.entries(notes).flatMap(([key, { example, keys }]) => [
    { path: `${path}${key}`, key, example },
    ...everyNote(keys ?? {}, `${path}${key}.`),
  ]);
}

describe.each(KINDS)('the notes of a %s', (kind, notes, schema) => {
  it('give examples that the check takes', () => {
    expect(v.safeParse(schema, allExamples(notes)).issues).toBeUndefined();
  });

  it('give for each key an example of it', () => {
    for (const { path, key, example } of everyNote(notes))
      expect(Object.keys(parse(example) as object), path).toEqual([key]);
  });

  it('say of the keys that the schema demands, and only of those, that they are needed', () => {
    const needed = Object.entries<{ needed: string }>(notes).filter(([, note]) => note.needed === 'yes');
    expect(needed.map(([key]) => key).sort()).toEqual([...(jsonSchemas()[kind].required ?? [])].sort());
  });

  it('explain each key of the JSON Schema, those below too', () => {
    const schema = JSON.stringify(jsonSchemas()[kind]);
    for (const { path } of everyNote(notes))
      expect(schema, path).toContain(`"${path.split('.').at(-1)}":{"description":`);
  });
});

describe('what is made from the notes', () => {
  // Prettier takes seconds to load on a busy machine.
  it('is what npm run notes would write', { timeout: 60_000 }, async () => {
    for (const [file, text] of await filesOfNotes(project))
      expect(readFileSync(`${project}${file}`, 'utf8'), `${file}: run npm run notes`).toBe(text);
  });

  it('is in the document for editors', () => {
    const document = readFileSync(`${project}docs/for-editors.md`, 'utf8');
    expect(Array.from(document.matchAll(/<!-- keys: (\w+) -->/gu), ([, name]) => name).sort()).toEqual([
      'campaign',
      'site',
      'update',
    ]);
  });

  it('is no table that nobody knows', () => {
    expect(() => withTables('<!-- keys: news -->\n<!-- end of keys -->')).toThrow(/no table of “news”/u);
  });

  it('knows neither empty values nor rules without a type', () => {
    expect(JSON.stringify(jsonSchemas())).not.toMatch(/"null"|\{\}|\$ref/u);
  });
});
