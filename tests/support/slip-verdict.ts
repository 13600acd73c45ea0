import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Content } from '#campaigns/content.ts';
import type { checkAll } from '#checking/check-all.ts';
import type { renderText } from '#markdown/render-text.ts';
import type { ContentMistake } from '#source/mistake.ts';
import {
  leftOver,
  linesOf,
  movedOut,
  oneSpaced,
  plainEntries,
  type PlainEntry,
  plainFile,
  withoutRemark,
} from './plain-facts.ts';
import { differences } from './plain-text.ts';
import type { Edited } from './random-edit.ts';
import { illFormed } from './well-told.ts';

/** What became of an edited file: what is wrong with it, and what was told. */
export interface Verdict {
  readonly faults: readonly string[];
  readonly told: readonly string[];
  /** True where more is told than the one fault: what is missing beside its cause, or many mistakes. */
  readonly isChatty: boolean;
}

/** What reads the content and renders its texts. */
interface Reader {
  readonly checkAll: typeof checkAll;
  readonly renderText: typeof renderText;
}

/** A day after all days of the little sites. */
const NOW = new Date('2026-11-27T12:00:00Z');

/** Reads an edited file. Its mistake is told well, or its page says what its lines say. */
export async function verdictOn(
  root: string,
  file: string,
  edited: Edited,
  reader: Reader,
): Promise<Verdict> {
  const { content, mistakes } = await reader.checkAll(root, { sendsMail: true, now: NOW });
  const told = mistakes.map(
    (mistake) => `${mistake.file}:${String(mistake.line)}:${String(mistake.column)}  ${mistake.message}`,
  );
  if (mistakes.length > 0) {
    const faults: string[] = [];
    for (const mistake of mistakes) faults.push(...(await illFormed(root, mistake)));
    return {
      told,
      faults: [...faults, ...placeFaults(file, edited, mistakes)],
      isChatty: isChatty(edited, mistakes),
    };
  }
  const faults =
    content === null ? ['no mistake and no content'] : await pageFaults(root, file, content, reader);
  return { told, faults, isChatty: false };
}

/** Where the facts and the page of a file say something else than its lines. */
async function pageFaults(
  root: string,
  file: string,
  { site, campaigns }: Content,
  { renderText }: Reader,
): Promise<string[]> {
  const text = await readFile(join(root, file), 'utf8');
  if (file.endsWith('.yaml')) return factFaults(plainEntries(movedOut(linesOf(text))), site);
  // A translation that nobody has begun is no mistake.
  if (linesOf(text).every((line) => /^[ \t]*(?:#.*|---)?$/u.test(line))) return [];
  const plain = plainFile(text);
  if (typeof plain === 'string') return [plain];
  const [, , slug = '', ...rest] = file.split('/');
  const campaign = campaigns.find(({ campaign }) => campaign.slug === slug);
  const texts = rest.length > 1 ? campaign?.updates.flatMap((update) => update.texts) : campaign?.texts;
  const own = texts?.find(({ source }) => source.file === file);
  if (campaign === undefined || own === undefined) return ['the file is left out'];
  const isMain = own === campaign.texts[0];
  const data = isMain ? { ...campaign.campaign, ...own.words, slug: undefined } : own.words;
  return [...factFaults(plain.entries, data), ...differences(plain.body, await renderText(root, own.source))];
}

/** A slip is one fault. Where it touched many lines, each may be wrong. */
function isChatty(edited: Edited, mistakes: readonly ContentMistake[]): boolean {
  const missing = mistakes.filter(isMissing);
  if (edited.to - edited.from > 2) return false;
  return mistakes.length > 3 || (missing.length > 0 && missing.length < mistakes.length);
}

function isMissing({ message }: ContentMistake): boolean {
  return /^`[\w.]+` is missing|without a last day/u.test(message);
}

/** A mistake is told near its slip. What is missing stands nowhere. */
function placeFaults(file: string, edited: Edited, mistakes: readonly ContentMistake[]): string[] {
  const own = mistakes.filter((mistake) => mistake.file === file);
  const isNear = ({ line }: ContentMistake) => line >= edited.from - 2 && line <= edited.to + 2;
  const found: string[] = [];
  // A link and its heading, a note and its sign stand apart.
  const isOfTwo = ({ message }: ContentMistake) => /“#|\[\^|heading/u.test(message);
  if (
    own.length === mistakes.length &&
    !own.some((mistake) => isNear(mistake) || isMissing(mistake) || isOfTwo(mistake))
  )
    found.push('told far from the slip');
  return found;
}

/** Facts that do not say what their lines say. */
function factFaults(entries: readonly PlainEntry[] | string, data: object): string[] {
  if (typeof entries === 'string') return [entries];
  const values: Readonly<Record<string, unknown>> = { ...data };
  const keys = entries.map(({ key }) => key);
  const doubled = keys
    .filter((key, index) => keys.indexOf(key) !== index)
    .map((key) => `${key} stands twice`);
  const wrong = entries.flatMap(({ key, raw, value }) => {
    const is = values[key];
    return says({ raw, value }, is)
      ? []
      : [`${key} is ${JSON.stringify(is)}, and its line says ${JSON.stringify(raw)}`];
  });
  const invented = Object.entries(values).flatMap(([key, value]) =>
    keys.includes(key) || isDefault(value) ? [] : [`${key} is ${JSON.stringify(value)}, and no line says so`],
  );
  return [...doubled, ...wrong, ...invented];
}

function says({ raw, value }: Pick<PlainEntry, 'raw' | 'value'>, is: unknown): boolean {
  if (typeof is === 'number')
    return value !== null && /^\d+$/u.test(withoutRemark(value)) && Number(withoutRemark(value)) === is;
  if (typeof is === 'boolean') return value !== null && withoutRemark(value).toLowerCase() === String(is);
  if (typeof is === 'string')
    return value === null
      ? leftOver(raw, is) === ''
      : [value, /^[\w-]+[ \t]+#/u.test(value) ? withoutRemark(value) : value]
          .map(oneSpaced)
          .includes(oneSpaced(is));
  return typeof is === 'object' && is !== null && leftOver(raw, withoutDefaults(is, raw)) === '';
}

/** A change is of the sense where its line does not say its kind. */
function withoutDefaults(data: object, raw: string): unknown {
  if (!Array.isArray(data) || raw.includes('sense')) return data;
  return data.map((entry: unknown) =>
    typeof entry === 'object' && entry !== null && 'kind' in entry && entry.kind === 'sense'
      ? { ...entry, kind: undefined }
      : entry,
  );
}

function isDefault(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === false ||
    value === 'none' ||
    (Array.isArray(value) && value.length === 0)
  );
}
