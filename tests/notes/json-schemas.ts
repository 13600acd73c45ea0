import { type ConversionConfig, type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { parse } from 'yaml';
import { CAMPAIGN_NOTES, TRANSLATION_NOTES, UPDATE_NOTES } from '#campaigns/fact-notes.ts';
import { neededWhen, type Notes } from '#campaigns/notes.ts';
import { SITE_NOTES } from '#campaigns/site-notes.ts';
import { CampaignSchema, UpdateSchema, WordsSchema } from '#domain/campaign-schema.ts';
import { SiteSchema } from '#domain/site.ts';

/**
 * The JSON Schema (draft 07) of each kind of file, made from the schemas and notes of the content check. It
 * holds what JSON Schema can say; rules between keys are the check’s alone.
 */
export function jsonSchemas(): Readonly<Record<'campaign' | 'translation' | 'update' | 'site', JsonSchema>> {
  return {
    campaign: explainedSchema(CampaignSchema, CAMPAIGN_NOTES),
    translation: explainedSchema(WordsSchema, TRANSLATION_NOTES),
    update: explainedSchema(UpdateSchema, UPDATE_NOTES),
    site: explainedSchema(SiteSchema, SITE_NOTES),
  };
}

function explainedSchema(schema: v.GenericSchema, notes: Notes): JsonSchema {
  return { $schema: 'http://json-schema.org/draft-07/schema#', ...explain(convert(schema), notes) };
}

/** Each key with its note: editors show the description, and offer the example. */
function explain(schema: JsonSchema, notes: Notes): JsonSchema {
  const properties = Object.entries(schema.properties ?? {}).map(([key, rules]) => {
    const note = notes[key];
    if (note === undefined || typeof rules === 'boolean') return [key, rules] as const;
    const example = (parse(note.example) as Readonly<Record<string, JsonSchema['default']>>)[key];
    const described = {
      description: [note.what, ...neededWhen(note)].join(' '),
      ...(example === undefined ? {} : { examples: [example] }),
      ...rules,
    };
    return [key, note.keys ? explainBelow(described, note.keys) : described] as const;
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}

function explainBelow(schema: JsonSchema, notes: Notes): JsonSchema {
  const { items } = schema;
  return typeof items === 'object' && !Array.isArray(items)
    ? { ...schema, items: explain(items, notes) }
    : explain(schema, notes);
}

/** What JSON Schema cannot say is left out, and `overrideSchema` mends what the library cannot read (1.8.0). */
const CONFIG: ConversionConfig = {
  typeMode: 'input',
  errorMode: 'ignore',
  overrideSchema: ({ valibotSchema, jsonSchema }) => {
    // No value of a file is empty: the check takes `goal:` for a mistake.
    if (valibotSchema.type === 'nullish') return convert(wrappedIn(valibotSchema));
    if (isLazy(valibotSchema))
      return { anyOf: ['', {}].map((typed) => convert(valibotSchema.getter(typed))) };
    if (!('entries' in valibotSchema)) return null;
    const maps = Object.entries(valibotSchema.entries as v.ObjectEntries).flatMap(([key, entry]) => {
      const rules = rulesOfMap(wrappedIn(entry));
      return rules === null ? [] : [[key, convert(rules)] as const];
    });
    return { ...jsonSchema, properties: { ...jsonSchema.properties, ...Object.fromEntries(maps) } };
  },
};

function convert(schema: v.GenericSchema): JsonSchema {
  const rules = toJsonSchema(rulesOfMap(schema) ?? schema, CONFIG);
  delete rules.$defs;
  delete rules.$schema;
  return rules;
}

function wrappedIn(schema: v.GenericSchema): v.GenericSchema {
  return 'wrapped' in schema ? (schema.wrapped as v.GenericSchema) : schema;
}

function isLazy(schema: v.GenericSchema): schema is v.LazySchema<v.GenericSchema> {
  return schema.type === 'lazy';
}

/** The rules behind the guard of a map (`map` in `editor-values.ts`), which no JSON Schema needs. */
function rulesOfMap(schema: v.GenericSchema): v.GenericSchema | null {
  if (!('pipe' in schema)) return null;
  const [guard, rules] = schema.pipe as readonly v.GenericSchema[];
  return guard?.type === 'custom' && rules ? rules : null;
}
