import * as v from 'valibot';
import type { KnownFacts } from '#campaigns/campaign-template.ts';
import { FactsSchema, UpdateSchema, WordsSchema } from '#domain/campaign-schema.ts';
import { SiteSchema } from '#domain/site.ts';
import { ASKABLE } from '#domain/supporter.ts';

/** A value that a flag or an answer gives. */
export interface Field {
  /** The name of its flag, without the dashes. */
  readonly flag: string;
  /** The key that it becomes. */
  readonly key: string;
  /** What is asked at a terminal; `null` for what only a flag gives. */
  readonly question: string | null;
  readonly schema: v.GenericSchema;
  /** Reads what was typed. What it cannot read it leaves to the schema. */
  readonly read: (typed: string) => unknown;
}

/** Words are one line: a line break or a tab counts as a space. */
const asTyped = (typed: string) => typed.replaceAll(/\s*[\n\r\t]\s*/gu, ' ');

/** Reads a whole number, also as people write it: `5,000` or `5 000`. */
function toNumber(typed: string): unknown {
  const digits = /^\d{1,3}(?:[., '’\u00A0\u202F]\d{3})+$/u.test(typed) ? typed.replaceAll(/\D/gu, '') : typed;
  return /^\d+$/u.test(digits) ? Number(digits) : typed;
}

/** Reads a list, with or without brackets and commas. */
export function toList(typed: string): string[] {
  return typed.split(/[\s,[\]]+/u).filter((part) => part !== '' && part !== 'none');
}

const { target, organization, goal, opens, closes, ask } = FactsSchema.entries;
const { title, summary, callToAction } = WordsSchema.entries;

/** What is known of a campaign before its file is, in the order of the questions. */
export const CAMPAIGN_FIELDS: readonly (Field & { readonly key: keyof KnownFacts })[] = [
  {
    flag: 'title',
    key: 'title',
    question: 'Title: what is demanded, in a few words',
    schema: title,
    read: asTyped,
  },
  {
    flag: 'summary',
    key: 'summary',
    question: 'Summary: one or two sentences, what you ask for and why',
    schema: summary,
    read: asTyped,
  },
  {
    flag: 'target',
    key: 'target',
    question: 'Whom do you address? Such as: The city council',
    schema: target,
    read: asTyped,
  },
  {
    flag: 'goal',
    key: 'goal',
    question: 'How many signatures do you want? Such as: 500',
    schema: goal,
    read: toNumber,
  },
  {
    flag: 'closes',
    key: 'closes',
    question: 'The last day to sign? Such as: 2026-12-31',
    schema: closes,
    read: asTyped,
  },
  {
    flag: 'ask',
    key: 'ask',
    question: `What shall the form ask for besides name and email? Of: ${ASKABLE.join(', ')}`,
    schema: ask,
    read: toList,
  },
  { flag: 'call-to-action', key: 'callToAction', question: null, schema: callToAction, read: asTyped },
  { flag: 'organization', key: 'organization', question: null, schema: organization, read: asTyped },
  { flag: 'opens', key: 'opens', question: null, schema: opens, read: asTyped },
];

/** The words of an update. */
export const UPDATE_FIELDS: readonly Field[] = [
  {
    flag: 'title',
    key: 'title',
    question: 'Title: what happened, in a few words',
    schema: UpdateSchema.entries.title,
    read: asTyped,
  },
  {
    flag: 'link',
    key: 'link',
    question: 'The address of a press report, if there is one',
    schema: UpdateSchema.entries.link,
    read: asTyped,
  },
];

/** What a fresh site.yaml says, but for the lines of each language. */
export const SITE_FIELDS: readonly Field[] = [
  {
    flag: 'organization',
    key: 'name',
    question: 'Your organization’s name',
    schema: SiteSchema.entries.organization.entries.name,
    read: asTyped,
  },
  {
    flag: 'locales',
    key: 'locales',
    question: 'The languages of the site, the main one first',
    schema: SiteSchema.entries.locales,
    read: toList,
  },
  {
    flag: 'time-zone',
    key: 'timeZone',
    question: 'Your time zone',
    schema: SiteSchema.entries.timeZone,
    read: asTyped,
  },
  {
    flag: 'quick-exit',
    key: 'quickExit',
    question: 'Where “quick exit” leads, a harmless everyday page',
    schema: SiteSchema.entries.quickExit,
    read: asTyped,
  },
];

/** A value that its schema takes, or a message that finishes the sentence “… ”. */
export type Read =
  { readonly kind: 'read'; readonly value: unknown } | { readonly kind: 'wrong'; readonly message: string };

/** Reads what was typed for a field. */
export function readField({ schema, read }: Pick<Field, 'schema' | 'read'>, typed: string): Read {
  const parsed = v.safeParse(schema, read(typed.trim()));
  return parsed.success
    ? { kind: 'read', value: parsed.output }
    : { kind: 'wrong', message: parsed.issues[0].message.replaceAll('{key}', '') };
}
