import * as v from 'valibot';
import { keyFaults } from './key-faults.ts';
import { schemaAt } from './known-keys.ts';
import type { ContentMistake } from './mistake.ts';
import { formMessage } from './value-form.ts';
import type { YamlSource } from './yaml-source.ts';

/** A parsed value, or the mistakes in its source. */
export type Parsed<Output> =
  | { readonly kind: 'read'; readonly value: Output }
  | { readonly kind: 'invalid'; readonly mistakes: readonly ContentMistake[] };

/**
 * Checks a YAML source against a schema. Every schema message finishes the sentence “`key` …”. Mistakes of the
 * source and of the values are told together.
 */
export function parseWith<Schema extends v.GenericSchema>(
  source: YamlSource,
  schema: Schema,
): Parsed<v.InferOutput<Schema>> {
  const { data } = source;
  const isMap = typeof data === 'object' && data !== null && !Array.isArray(data);
  if (!isMap && source.mistakes.length > 0) return { kind: 'invalid', mistakes: source.mistakes };
  if (!isMap && data !== undefined && data !== null)
    return {
      kind: 'invalid',
      mistakes: [source.mistakeAt([], 'There are no keys here: write lines such as title: A clean river')],
    };
  const empty = emptyValues(source, schema, data);
  const filled = empty.length > 0 ? withoutEmpty(data) : (data ?? {});
  const parsed = v.safeParse(schema, filled);
  if (parsed.success && empty.length === 0 && source.mistakes.length === 0)
    return { kind: 'read', value: parsed.output };
  const keys = keyFaults(source, schema, filled);
  const told = new Set(empty.map(({ path }) => path.join('\n')));
  const emptyMistakes = empty.filter(({ path }) => source.told(path) === 'no').map(({ mistake }) => mistake);
  const { issues = [] } =
    keys.renamed.size === 0 && keys.mistakes.length === 0 ? parsed : v.safeParse(schema, keys.data);
  const ofValues = issues.flatMap((issue) =>
    toMistake(source, schema, { issue, renamed: keys.renamed, told }),
  );
  return {
    kind: 'invalid',
    mistakes: [...source.mistakes, ...emptyMistakes, ...keys.mistakes, ...ofValues],
  };
}

interface EmptyValue {
  readonly path: readonly PropertyKey[];
  readonly mistake: ContentMistake;
}

/** Finds keys without a value, at any depth: a schema cannot tell them from missing keys. */
function emptyValues(source: YamlSource, schema: v.GenericSchema, data: unknown): EmptyValue[] {
  const found: EmptyValue[] = [];
  const walk = (value: unknown, path: readonly PropertyKey[]) => {
    if (value === null && path.length > 0) found.push({ path, mistake: emptyMistake(source, schema, path) });
    if (typeof value !== 'object' || value === null) return;
    const entries: [PropertyKey, unknown][] = Array.isArray(value)
      ? [...value.entries()]
      : Object.entries(value);
    for (const [key, inner] of entries) walk(inner, [...path, key]);
  };
  walk(data, []);
  return found;
}

function emptyMistake(
  source: YamlSource,
  schema: v.GenericSchema,
  path: readonly PropertyKey[],
): ContentMistake {
  const name = `\`${path.join('.')}\``;
  const written = source.written(path).trim();
  if (!/^(?:~|null)$/iu.test(written)) {
    return typeof path.at(-1) === 'number'
      ? source.mistakeAt(path, `${name} is empty: write what belongs here, or remove its dash`)
      : source.mistakeAt(
          path,
          forNeeded(`${name} has no value: give it one, or remove the line`, schema, path),
          'key',
        );
  }
  const line = typeof path.at(-1) === 'string' ? `${String(path.at(-1))}: "${written}"` : `"${written}"`;
  return source.mistakeAt(
    path,
    `${name} holds a word that stands for nothing: put it in quotes, ${line}, or remove it`,
  );
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((inner) => inner !== null).map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== null)
      .map(([key, inner]) => [key, withoutEmpty(inner)]),
  );
}

/** The mistake that an issue tells, if no other told it. */
function toMistake(
  source: YamlSource,
  schema: v.GenericSchema,
  {
    issue,
    renamed,
    told,
  }: {
    readonly issue: v.BaseIssue<unknown>;
    readonly renamed: ReadonlyMap<string, string>;
    readonly told: ReadonlySet<string>;
  },
): ContentMistake[] {
  const right = (issue.path ?? []).map(({ key }) => key as PropertyKey);
  const path: PropertyKey[] = [];
  for (const key of right) path.push(renamed.get([...path, key].join('\n')) ?? key);
  const isKey = issue.type === 'strict_object' && issue.expected === 'never';
  if (isKey || told.has(path.join('\n')) || source.unread.has(String(path[0]))) return [];
  const name = path.length > 0 ? `\`${path.join('.')}\` ` : '';
  const isMissing = issue.type === 'strict_object' && issue.received === 'undefined';
  if (isMissing) {
    if (source.unread.has('')) return [];
    return [source.mistakeAt(path, `${name}is missing: add it`)];
  }
  const isForm = issue.kind === 'schema' && issue.type !== 'picklist';
  const toldOf = source.told(path);
  if (toldOf === 'yes' || (toldOf === 'mended' && (isForm || issue.input === ''))) return [];
  // Where the schema knows what was meant, it says so.
  const form = isForm && !issue.message.includes('{key}') ? formMessage(source, schema, path, issue) : null;
  return [
    source.mistakeAt(path, form ?? `${name}${withKey(forNeeded(issue.message, schema, right), path.at(-1))}`),
  ];
}

/** A message without the advice to leave a key out, where no file can do without it. */
function forNeeded(message: string, schema: v.GenericSchema, path: readonly PropertyKey[]): string {
  let within: v.GenericSchema | null = schema;
  for (const key of path) within = within && schemaAt(within, key);
  const isNeeded = within !== null && !('wrapped' in within);
  return isNeeded ? message.replace(/, or (?:leave it out|remove the line)$/u, '') : message;
}

/** Fills in the key of a line to write: `{key}2016-01-31` becomes `opens: 2016-01-31`. A list's entry has none. */
function withKey(message: string, key: PropertyKey | undefined): string {
  return message.replaceAll('{key}', typeof key === 'string' ? `${key}: ` : '');
}
