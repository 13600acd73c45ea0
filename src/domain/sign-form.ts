import * as v from 'valibot';
import { isEmailAddress } from './address.ts';
import type { Askable } from './campaign.ts';
import { COUNTRIES } from './country.ts';
import { FIELDS, type Field, isAskedFor, MAX_CHARS, NAME_SHOWN, type Supporter } from './signature.ts';
import { asTyped, breaksLine, hasControlCharacters, hasLink, isVisible, lengthOf } from './text.ts';

/** A field that cannot be taken, as a code whose words stand in `src/i18n`: `email.invalid`. */
export interface FieldMistake {
  readonly field: Field;
  readonly code: string;
}

export type SignFormResult =
  | { readonly kind: 'accepted'; readonly supporter: Supporter }
  | { readonly kind: 'invalid'; readonly mistakes: readonly FieldMistake[] };

/**
 * Reads a form or a JSON body into what is stored. Fields the campaign does not ask for are dropped unread;
 * a locale the site does not speak becomes the default one. At most one mistake a field, in the form's order.
 */
export function parseSignForm(
  body: Readonly<Record<string, unknown>>,
  {
    ask,
    locales,
    defaultLocale,
  }: { ask: readonly Askable[]; locales: readonly string[]; defaultLocale: string },
): SignFormResult {
  // Known fields by name first: a key that is absent would make the schema speak its own English.
  const fields = Object.fromEntries(
    FIELDS.map((field) => [field, isAskedFor(field, ask) ? (body[field] ?? '') : '']),
  );
  const parsed = v.safeParse(SignFormSchema, fields);
  if (!parsed.success) return { kind: 'invalid', mistakes: toMistakes(parsed.issues) };
  const locale = locales.find((known) => known === body['locale']) ?? defaultLocale;
  return { kind: 'accepted', supporter: { ...parsed.output, locale } };
}

const text = (field: Field) => v.pipe(v.string(`${field}.invalid`), v.transform(asTyped));

const lineOf = (field: 'name' | 'email' | 'postalCode') =>
  v.pipe(
    text(field),
    v.check((typed) => !breaksLine(typed), `${field}.control`),
    v.check((typed) => lengthOf(typed) <= MAX_CHARS[field], `${field}.tooLong`),
  );

const SignFormSchema = v.object({
  name: v.pipe(
    lineOf('name'),
    v.check(isVisible, 'name.required'),
    v.check((name) => !hasLink(name), 'name.link'),
  ),
  email: v.pipe(lineOf('email'), v.nonEmpty('email.required'), v.check(isEmailAddress, 'email.invalid')),
  postalCode: lineOf('postalCode'),
  country: v.pipe(
    text('country'),
    v.toUpperCase(),
    v.check((code) => code === '' || COUNTRIES.includes(code), 'country.unknown'),
  ),
  comment: v.pipe(
    text('comment'),
    v.check((comment) => !hasControlCharacters(comment), 'comment.control'),
    v.check((comment) => lengthOf(comment) <= MAX_CHARS.comment, 'comment.tooLong'),
  ),
  updates: v.pipe(
    v.union([v.boolean(), v.picklist(['', 'on', 'true', 'false'])], 'updates.invalid'),
    v.transform((updates) => updates === true || updates === 'on' || updates === 'true'),
  ),
  nameShown: v.pipe(
    v.picklist(['', ...NAME_SHOWN], 'nameShown.invalid'),
    v.transform((shown) => (shown === '' ? 'counted' : shown)),
  ),
});

/** Every code a field can be refused with: the languages must have words for each. */
export const FIELD_CODES = [
  'name.invalid',
  'name.control',
  'name.tooLong',
  'name.required',
  'name.link',
  'email.invalid',
  'email.control',
  'email.tooLong',
  'email.required',
  'postalCode.invalid',
  'postalCode.control',
  'postalCode.tooLong',
  'country.invalid',
  'country.unknown',
  'comment.invalid',
  'comment.control',
  'comment.tooLong',
  'updates.invalid',
  'nameShown.invalid',
] as const;

function toMistakes(issues: readonly v.BaseIssue<unknown>[]): FieldMistake[] {
  return FIELDS.flatMap((field) => {
    const issue = issues.find((issue) => issue.path?.[0]?.key === field);
    return issue ? [{ field, code: issue.message }] : [];
  });
}
