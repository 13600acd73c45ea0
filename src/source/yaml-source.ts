import * as v from 'valibot';
import { type Document, isMap, isNode, isPair, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { ContentMistake } from './mistake.ts';

/** A parsed YAML text that knows the place of each value in its file. */
export interface YamlSource {
  readonly data: unknown;
  readonly mistakes: readonly ContentMistake[];
  /**
   * A mistake at the value of `path`, or at its key with `at: 'key'`. If `path` is missing, its nearest
   * parent is the place.
   */
  mistakeAt(path: readonly PropertyKey[], message: string, at?: 'key' | 'value'): ContentMistake;
}

/**
 * Reads YAML 1.2, in which dates stay strings. `firstLine` is the line of the file at which `text` starts.
 */
export function parseYaml(file: string, text: string, firstLine: number): YamlSource {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'error' });
  const at = (offset: number, message: string): ContentMistake => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line: Math.max(1, line) + firstLine - 1, column: Math.max(1, col), message };
  };
  const mistakes = document.errors.map((error) => at(error.pos[0], `This is not YAML: ${error.message}`));
  const data =
    mistakes.length === 0 ? valueOf(document, (message) => mistakes.push(at(0, message))) : undefined;
  return {
    data,
    mistakes,
    mistakeAt: (path, message, where = 'value') => at(offsetOf(document, path, where), message),
  };
}

/** Aliases (`*name`) can lead nowhere, or to billions of values. The library throws then (yaml 2.9.1). */
function valueOf(document: Document, report: (message: string) => void): unknown {
  try {
    return document.toJS();
  } catch {
    report('This is not YAML that we can read: write every value out, without & and *');
    return undefined;
  }
}

/** A parsed value, or the mistakes in its source. */
export type Parsed<Output> =
  | { readonly kind: 'read'; readonly value: Output }
  | { readonly kind: 'invalid'; readonly mistakes: readonly ContentMistake[] };

/** Checks a YAML source against a schema. Every schema message finishes the sentence “`key` …”. */
export function parseWith<Schema extends v.GenericSchema>(
  source: YamlSource,
  schema: Schema,
): Parsed<v.InferOutput<Schema>> {
  if (source.mistakes.length > 0) return { kind: 'invalid', mistakes: source.mistakes };
  const { data } = source;
  if (data !== undefined && data !== null && (typeof data !== 'object' || Array.isArray(data)))
    return {
      kind: 'invalid',
      mistakes: [source.mistakeAt([], 'This should be lines such as “title: A clean river”')],
    };
  const empty = emptyValues(source);
  if (empty.length > 0) return { kind: 'invalid', mistakes: empty };
  const parsed = v.safeParse(schema, source.data ?? {});
  if (parsed.success) return { kind: 'read', value: parsed.output };
  return { kind: 'invalid', mistakes: parsed.issues.map((issue) => toMistake(source, issue)) };
}

/** Finds keys without a value: a schema cannot tell them from missing keys. */
function emptyValues(source: YamlSource): ContentMistake[] {
  const { data } = source;
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data)
    .filter(([, value]) => value === null)
    .map(([key]) =>
      source.mistakeAt([key], `\`${key}\` has no value: give it one, or remove the line`, 'key'),
    );
}

function toMistake(source: YamlSource, issue: v.BaseIssue<unknown>): ContentMistake {
  const path = (issue.path ?? []).map(({ key }) => key as PropertyKey);
  const name = path.length > 0 ? `\`${path.join('.')}\` ` : '';
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    return source.mistakeAt(path, `${name}is not a key we know: check its spelling, or remove it`, 'key');
  }
  if (issue.type === 'strict_object' && issue.received === 'undefined') {
    return source.mistakeAt(path, `${name}is missing: add it`);
  }
  return source.mistakeAt(path, `${name}${issue.message}`);
}

function offsetOf(document: Document, path: readonly PropertyKey[], where: 'key' | 'value'): number {
  let node: unknown = document.contents;
  let offset = startOf(node);
  for (const [index, key] of path.entries()) {
    const pair = isMap(node)
      ? node.items.find((item) => isScalar(item.key) && nameOf(item.key.value) === key)
      : undefined;
    if (pair && where === 'key' && index === path.length - 1) return startOf(pair.key, offset);
    node = pair ? pair.value : childOf(node, key);
    offset = startOf(node, pair ? startOf(pair.key, offset) : offset);
  }
  return offset;
}

/** The name of a key in the data: a key may be a number, or nothing. */
function nameOf(key: unknown): string {
  return ['string', 'number', 'boolean'].includes(typeof key) ? `${key as string | number | boolean}` : '';
}

function childOf(node: unknown, key: PropertyKey): unknown {
  if (typeof node !== 'object' || node === null || !('items' in node) || !Array.isArray(node.items))
    return undefined;
  const items: readonly unknown[] = node.items;
  const child = items[Number(key)];
  return isPair(child) ? child.value : child;
}

function startOf(node: unknown, otherwise = 0): number {
  return isNode(node) ? ((node as Node).range?.[0] ?? otherwise) : otherwise;
}
