import * as v from 'valibot';
import { fromJson } from './json.ts';

/** How the packet may show a name. */
export const NAME_SHOWN = ['full', 'initials', 'counted'] as const;

/** A text that was not given, or that a record is too old to have, is an empty string. */
const given = v.optional(v.string(), '');

/**
 * The one list of a supporter's values, in the contract's order. Types, columns, sealed text and stored
 * record follow from it. Every field but name and address has a default, so that older records still parse.
 */
export const SupporterSchema = v.object({
  name: v.string(),
  email: v.string(),
  postalCode: given,
  country: given,
  comment: given,
  updates: v.optional(v.boolean(), false),
  locale: given,
  nameShown: v.optional(v.picklist(['', ...NAME_SHOWN]), ''),
  /** The digest of the words that stood on the page. */
  text: given,
  /** The slug of the partner whose link led to the page. */
  via: given,
});

/** A supporter's values: the personal part of a signature. */
export type Supporter = Readonly<v.InferOutput<typeof SupporterSchema>>;

/** The keys of a supporter's values, in the contract's order. */
export const SUPPORTER_KEYS = v.keyof(SupporterSchema).options;

/** The values that the page sets, not the supporter. */
export const PAGE_KEYS = ['locale', 'text', 'via'] as const;
type PageKey = (typeof PAGE_KEYS)[number];

/** A field that the supporter fills in. */
export type Field = Exclude<keyof Supporter, PageKey>;

/** A field that a campaign may ask for besides name and email address. */
export type Askable = Exclude<Field, 'name' | 'email'>;

/** The fields of the form, in the form's order. */
export const FIELDS: readonly Field[] = SUPPORTER_KEYS.filter(
  (key): key is Field => !(PAGE_KEYS as readonly string[]).includes(key),
);

/** The fields that a campaign may ask for, in the form's order. */
export const ASKABLE: readonly Askable[] = FIELDS.filter((key) => key !== 'name' && key !== 'email');

/** The longest accepted values, in characters (code points). */
export const MAX_CHARS = { name: 100, email: 254, postalCode: 20, comment: 1000 } as const;

/** True for a field in the form: name and email always, others if the campaign asks for them. */
export function isAskedFor(field: Field, ask: readonly Askable[]): boolean {
  return field === 'name' || field === 'email' || ask.includes(field);
}

/** Reads the text of an opened seal; `null` if it is not a supporter. */
export function parseSupporter(text: string): Supporter | null {
  const parsed = v.safeParse(SupporterSchema, fromJson(text));
  return parsed.success ? parsed.output : null;
}

/** The supporter's values by key, in the contract's order. */
export function inOrder(supporter: Supporter): Readonly<Record<string, string | boolean>> {
  return Object.fromEntries(SUPPORTER_KEYS.map((key) => [key, supporter[key]]));
}
