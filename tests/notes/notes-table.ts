import { CAMPAIGN_NOTES, UPDATE_NOTES } from '#campaigns/fact-notes.ts';
import type { Notes, NoteWithKeys } from '#campaigns/notes.ts';
import { SITE_NOTES } from '#campaigns/site-notes.ts';

/** The tables of a document, by the name that its marks give. */
const TABLES: Readonly<Record<string, Notes>> = {
  campaign: CAMPAIGN_NOTES,
  update: UPDATE_NOTES,
  site: SITE_NOTES,
};

/**
 * A document with its tables of keys as the notes have them. A table stands between `<!-- keys: campaign -->`
 * and `<!-- end of keys -->`, wherever the document wants it. Throws for a mark of no table.
 */
export function withTables(document: string): string {
  return document.replaceAll(
    /(?<start><!-- keys: (?<name>\w+) -->\n)[\s\S]*?(?<end><!-- end of keys -->)/gu,
    (_, start: string, name: string, end: string) => {
      const notes = TABLES[name];
      if (notes === undefined) throw new RangeError(`There is no table of “${name}”.`);
      return `${start}\n${tableOf(notes)}\n\n${end}`;
    },
  );
}

function tableOf(notes: Notes): string {
  const rows = Object.entries(notes).flatMap(([key, note]) => rowsOf(key, note));
  return ['| key | what | example | needed |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** The row of a key. A map, unlike a list, has a row for each key below it. */
function rowsOf(key: string, { keys, what, example, needed }: NoteWithKeys): string[] {
  const isMap = keys !== undefined && !/^ *- /mu.test(example);
  const below = isMap ? Object.entries(keys).flatMap(([name, note]) => rowsOf(`${key}.${name}`, note)) : [];
  const shown = isMap
    ? ''
    : example
        .split('\n')
        .map((line) => `\`${line.trim()}\``)
        .join('<br>');
  const cells = [`\`${key}\``, what, shown, needed === 'no' ? '' : needed];
  return [`| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`, ...below];
}
