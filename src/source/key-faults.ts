import type * as v from 'valibot';
import { keysOf, schemaAt } from './known-keys.ts';
import type { ContentMistake } from './mistake.ts';
import { nearest } from './nearest-key.ts';
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
      const meant = nearest(key, keys);
      mistakes.push(unknownKey(source, place, meant));
      if (meant === null || given.includes(meant) || meant in right) continue;
      renamed.set([...path, meant].join('\n'), key);
      right[meant] = walk(inner, schemaAt(within, meant), place);
    }
    return right;
  };
  return { data: walk(data, schema, []), mistakes, renamed };
}

function unknownKey(source: YamlSource, path: readonly PropertyKey[], meant: string | null): ContentMistake {
  const name = path.join('.');
  const key = String(path.at(-1));
  const mend =
    meant === null
      ? 'check its spelling, or remove it'
      : key.toLowerCase() === meant.toLowerCase()
        ? `capital letters count, write \`${meant}\``
        : `did you mean \`${meant}\`?`;
  return source.mistakeAt(path, `\`${name}\` is not a key we know: ${mend}`, 'key');
}
