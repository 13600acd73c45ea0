import type * as v from 'valibot';
import { CampaignSchema, UpdateSchema } from '#domain/campaign-schema.ts';
import { nearest } from '#domain/nearest.ts';
import { SiteSchema } from '#domain/site.ts';

type Schema = v.GenericSchema;

/** The part of a schema for a key or an entry; `null` if it says nothing of it. */
export function schemaAt(schema: Schema, key: PropertyKey): Schema | null {
  const whole = unwrapped(schema);
  if (isRecordOf(whole, 'entries')) return (whole.entries[String(key)] as Schema | undefined) ?? null;
  if (whole.type === 'array' && 'item' in whole) return whole.item as Schema;
  if (whole.type === 'record' && 'value' in whole) return whole.value as Schema;
  return null;
}

/** The keys that a schema knows of an object; `null` if it takes any. */
export function keysOf(schema: Schema): readonly string[] | null {
  const whole = unwrapped(schema);
  return whole.type === 'strict_object' && isRecordOf(whole, 'entries') ? Object.keys(whole.entries) : null;
}

/** True for a key of the front matter or of `site.yaml`, at any depth. */
export function isKnownKey(word: string): boolean {
  return knownKeys().all.has(word);
}

/** True for a key whose value is words: a `#` behind them may belong to them. */
export function holdsWords(key: string | null): boolean {
  return key === null || !knownKeys().fixed.has(key);
}

/** True for a key whose value is a list, or keys of its own. */
export function takesLines(key: string): boolean {
  return knownKeys().lines.has(key);
}

/** The known key that was meant by a word, at any depth; `null` if there is none. */
export function keyMeant(word: string): string | null {
  const { all } = knownKeys();
  return all.has(word) ? word : nearest(word, [...all]);
}

/** All keys, and those whose values have a fixed form: numbers, dates, words of a list. */
function readKeys() {
  const all = new Set<string>();
  const fixed = new Set<string>();
  const words = new Set<string>();
  const lines = new Set<string>();
  const walk = (schema: Schema) => {
    const whole = unwrapped(schema);
    if (whole.type === 'array' && 'item' in whole) walk(whole.item as Schema);
    if (!isRecordOf(whole, 'entries')) return;
    for (const [key, entry] of Object.entries(whole.entries)) {
      all.add(key);
      const value = unwrapped(entry as Schema);
      const form = value.type === 'array' && 'item' in value ? unwrapped(value.item as Schema) : value;
      if (isWords(form)) words.add(key);
      else fixed.add(key);
      if (value.type === 'array' || isRecordOf(value, 'entries')) lines.add(key);
      walk(entry as Schema);
    }
  };
  for (const schema of [CampaignSchema, UpdateSchema, SiteSchema]) walk(schema);
  return { all, fixed: fixed.difference(words), lines: lines.difference(words) };
}

let known: ReturnType<typeof readKeys> | undefined;

function knownKeys() {
  return (known ??= readKeys());
}

/** True for words. They are trimmed; slugs, dates and languages are not, and what is no text is not either. */
export function isWords(schema: Schema): boolean {
  const whole = unwrapped(schema);
  const steps = 'pipe' in whole && Array.isArray(whole.pipe) ? (whole.pipe as { type: string }[]) : [];
  return whole.type === 'lazy' || steps.some(({ type }) => type === 'trim');
}

/** A schema without what only says that it may be missing, or that it is a map. */
function unwrapped(schema: Schema): Schema {
  let whole = schema;
  while ('wrapped' in whole) whole = whole.wrapped as Schema;
  const steps = 'pipe' in whole && Array.isArray(whole.pipe) ? (whole.pipe as Schema[]) : [];
  return steps.find(({ type }) => type === 'strict_object' || type === 'record') ?? whole;
}

function isRecordOf<Name extends string>(
  value: object,
  name: Name,
): value is Record<Name, Record<string, unknown>> {
  const inner = (value as Partial<Record<Name, unknown>>)[name];
  return typeof inner === 'object' && inner !== null;
}
