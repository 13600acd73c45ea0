import * as v from 'valibot';

/** How a name may be shown when the petition is handed over. */
export const NAME_SHOWN = ['full', 'initials', 'counted'] as const;

/**
 * The one list of what a supporter gives, in the contract's order. Types, columns, sealed text and stored record are
 * derived from it. What was not given is an empty string. A field that is added later needs a default, so that older
 * records still parse.
 */
export const SupporterSchema = v.object({
  name: v.string(),
  email: v.string(),
  postalCode: v.string(),
  country: v.string(),
  comment: v.string(),
  updates: v.boolean(),
  locale: v.string(),
  nameShown: v.picklist(NAME_SHOWN),
});

/** What a supporter gave: the personal part of a signature. */
export type Supporter = Readonly<v.InferOutput<typeof SupporterSchema>>;

export const SUPPORTER_KEYS = v.keyof(SupporterSchema).options;

/** A field that the supporter fills in; the other ones are told by the page. */
export type Field = Exclude<keyof Supporter, 'locale'>;

/** A field that a campaign may ask for besides name and email address. */
export type Askable = Exclude<Field, 'name' | 'email'>;

/** The fields of the form, in the order in which a supporter meets them. */
export const FIELDS: readonly Field[] = SUPPORTER_KEYS.filter((key) => key !== 'locale');

export const ASKABLE: readonly Askable[] = FIELDS.filter((key) => key !== 'name' && key !== 'email');

/** Longest accepted values, in characters. */
export const MAX_CHARS = { name: 100, email: 254, postalCode: 20, comment: 1000 } as const;

/** True for a field the form shows: name and email always, the others where the campaign asks for them. */
export function isAskedFor(field: Field, ask: readonly Askable[]): boolean {
  return field === 'name' || field === 'email' || ask.includes(field);
}

/** The supporter's values by key, in the contract's order. */
export function inOrder(supporter: Supporter): Readonly<Record<string, string | boolean>> {
  return Object.fromEntries(SUPPORTER_KEYS.map((key) => [key, supporter[key]]));
}
