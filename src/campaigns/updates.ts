import type { CalendarDate } from '#domain/calendar-date.ts';
import { UpdateSchema, type UpdateWords } from '#domain/campaign-schema.ts';
import { listFolder } from '#source/content-file.ts';
import type { FrontMatterFile } from '#source/front-matter.ts';
import type { Text, Update } from './content.ts';
import { isToCome } from './fact-rules.ts';
import type { Surroundings } from './site-frame.ts';
import { type Found, parseText, readText, readTranslation } from './text-file.ts';
import { type TextFile, translationMistakes, translationNotices } from './translation-rules.ts';
import { judgeUpdateName } from './update-name.ts';

interface OpenUpdate {
  readonly date: CalendarDate;
  readonly files: TextFile[];
  readonly texts: Text<UpdateWords>[];
}

/** Reads a campaign's news, the newest first, with all mistakes of their files. */
export async function readUpdates(folder: string, around: Surroundings, found: Found): Promise<Update[]> {
  const { root, frame, today } = around;
  const names = await listFolder(root, folder);
  const updates = new Map<string, OpenUpdate>();
  for (const fileName of names) {
    const file = `${folder}/${fileName}`;
    const report = (message: string) => found.mistakes.push({ file, line: 1, column: 1, message });
    const named = judgeUpdateName(fileName, names, frame);
    if (named === null) continue;
    if (named.kind === 'mistaken') report(named.message);
    // What has another ending may be anything.
    if (!fileName.endsWith('.md')) continue;
    if (named.kind === 'update' && isToCome(named.date, today))
      report(
        `The update is dated ${named.date}, which is yet to come: name it by the day on which it is published`,
      );
    const locale = named.kind === 'update' ? named.locale : null;
    const source =
      locale === null || locale === frame.defaultLocale
        ? await readText(root, file, found)
        : await readTranslation(root, file, found, frame.defaultLocale);
    const words = source && parseText(source, UpdateSchema, found);
    if (named.kind === 'mistaken' || source === null) continue;
    const update = updates.get(named.name) ?? { date: named.date, files: [], texts: [] };
    update.files.push({ locale: named.locale, source });
    if (words) update.texts.push({ locale: named.locale, words, source });
    updates.set(named.name, update);
  }
  for (const [name, { files }] of updates) {
    const ordered = originalFirst(files, frame.defaultLocale);
    found.mistakes.push(...translationMistakes(ordered));
    found.notices.push(...translationNotices(ordered));
    found.notices.push(...withoutOriginal(name, files, names, frame.defaultLocale));
  }
  found.mistakes.push(...toldTwice([...updates.values()]));
  return [...updates]
    .filter(([, { texts }]) => texts.length > 0)
    .map(([name, { date, texts }]) => ({ name, date, texts }))
    .sort((a, b) => (a.name < b.name ? 1 : -1));
}

function originalFirst(files: readonly TextFile[], defaultLocale: string | null): readonly TextFile[] {
  const original = files.filter(({ locale }) => locale === defaultLocale);
  return original.length === 0
    ? []
    : [...original, ...files.filter(({ locale }) => locale !== defaultLocale)];
}

/** The notice of news that the site's own language does not have. */
function withoutOriginal(
  name: string,
  files: readonly TextFile[],
  names: readonly string[],
  defaultLocale: string | null,
) {
  const main = `${name}.${defaultLocale ?? ''}.md`;
  const [first] = files;
  if (!first || defaultLocale === null || names.includes(main)) return [];
  const message = `The update has no text in ${defaultLocale}, the language of the site: readers see this one everywhere, until ${main} is beside it`;
  return [{ file: first.source.file, line: 1, column: 1, message }];
}

/** News under two dates, word for word: one file was copied, and nobody wrote the second. */
function toldTwice(updates: readonly OpenUpdate[]) {
  const all = updates.flatMap(({ files }, update) => files.map(({ source }) => ({ update, source })));
  return all.flatMap(({ update, source }, index) => {
    const twin = all
      .slice(0, index)
      .find((other) => other.update !== update && contentOf(other.source) === contentOf(source))?.source;
    if (!twin || !/\p{L}/u.test(source.body)) return [];
    const message = `The update says the same as ${nameOf(twin)}, word for word: write what is new, or remove one of the two`;
    return [{ file: source.file, line: 1, column: 1, message }];
  });
}

function contentOf({ frontMatter, body }: FrontMatterFile): string {
  return JSON.stringify([frontMatter.data, body.trim()]);
}

function nameOf({ file }: FrontMatterFile): string {
  return file.split('/').at(-1) ?? file;
}
