import type * as v from 'valibot';
import { nearest } from '#domain/nearest.ts';
import { keyOfOtherName } from '#domain/other-names.ts';
import { keysOf, schemaAt } from './known-keys.ts';
import type { ContentMistake } from './mistake.ts';
import type { YamlSource } from './yaml-source.ts';

/** Keys that a schema does not know, and the data as if each were written right. */
export interface KeyFaults {
  readonly data: unknown;
  readonly mistakes: readonly ContentMistake[];
  /** The key in the file, by its right path, joined with line breaks. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** Tells of every unknown key at any depth, with the right key that is nearest. */
export function keyFaults(source: YamlSource, schema: v.GenericSchema, data: unknown): KeyFaults {
  const mistakes: ContentMistake[] = [];
  const renamed = new Map<string, string>();
  const root = typeof data === 'object' && data !== null ? data : {};
  const atRoot = keysOf(schema) ?? [];
  const moved = new Map<string, unknown>();
  const walk = (value: unknown, within: v.GenericSchema | null, path: readonly PropertyKey[]): unknown => {
    if (typeof value !== 'object' || value === null || within === null) return value;
    if (Array.isArray(value))
      return value.map((inner, index) => walk(inner, schemaAt(within, index), [...path, index]));
    const keys = keysOf(within);
    const given = Object.keys(value);
    const right: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(value)) {
      const place = [...path, key];
      if (keys === null || keys.includes(key)) {
        right[key] = walk(inner, schemaAt(within, key), place);
        continue;
      }
      if (path.length > 0 && atRoot.includes(key) && !(key in root)) {
        const message = `\`${key}\` stands below \`${path.join('.')}\`, and is no part of it: write no spaces before the line`;
        mistakes.push(source.mistakeAt(place, message, 'key'));
        moved.set(key, inner);
        continue;
      }
      const meant = nearest(key, keys) ?? otherName(key, keys, value);
      mistakes.push(unknownKey(source, place, meant));
      if (meant === null || given.includes(meant) || meant in right) continue;
      renamed.set([...path, meant].join('\n'), key);
      right[meant] = walk(inner, schemaAt(within, meant), place);
    }
    return right;
  };
  const right = walk(data, schema, []);
  return {
    data: moved.size > 0 ? { ...(right as object), ...Object.fromEntries(moved) } : right,
    mistakes,
    renamed,
  };
}

/** The key that goes by this name elsewhere, where the file lacks it. */
function otherName(word: string, keys: readonly string[], given: object): string | null {
  const key = keyOfOtherName(word, keys);
  return key !== null && Object.hasOwn(given, key) ? null : key;
}

/** What the name of a file or folder says, and no key. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  slug: 'the name of the folder is the slug, so remove the line',
  date: 'the name of an update’s file begins with its date, so remove the line',
  locale: 'the name of the file says its language, so remove the line',
};

function unknownKey(source: YamlSource, path: readonly PropertyKey[], meant: string | null): ContentMistake {
  const name = path.join('.');
  const key = String(path.at(-1));
  const mend =
    path.length === 1 && key in ELSEWHERE
      ? (ELSEWHERE[key] ?? '')
      : meant === null
        ? 'check its spelling, or remove it'
        : key.toLowerCase() === meant.toLowerCase()
          ? `capital letters count, write \`${meant}\``
          : `did you mean \`${meant}\`?`;
  return source.mistakeAt(path, `\`${name}\` is not a key we know: ${mend}`, 'key');
}
