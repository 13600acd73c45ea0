import * as v from 'valibot';
import { type CanonicalAddress, canonicalAddress } from './address.ts';
import { COUNTRIES } from './country.ts';
import {
  type Askable,
  type Field,
  FIELDS,
  isAskedFor,
  MAX_CHARS,
  NAME_SHOWN,
  type Supporter,
} from './supporter.ts';
import { asTyped, breaksLine, hasControlCharacters, hasLink, isVisible, lengthOf } from './text.ts';

/** A mistake in a field. `code` has its words in `src/i18n`: `email.invalid`. */
export interface FieldMistake {
  readonly field: Field;
  readonly code: string;
}

/** A valid form with its canonical address, or its mistakes. */
export type SignFormResult =
  | { readonly kind: 'valid'; readonly supporter: Supporter; readonly address: CanonicalAddress }
  | { readonly kind: 'invalid'; readonly mistakes: readonly FieldMistake[] };

/**
 * Checks a form or a JSON body and gives the supporter to store. It ignores fields that the campaign does not
 * ask for. `locale` is the page's. Each field has at most one mistake, in the form's order.
 */
export function parseSignForm(
  body: Readonly<Record<string, unknown>>,
  { ask, locale }: { ask: readonly Askable[]; locale: string },
): SignFormResult {
  // Every known field gets a value: for a missing key the schema reports its own English message.
  const fields = Object.fromEntries(
    FIELDS.map((field) => [field, isAskedFor(field, ask) ? (body[field] ?? '') : '']),
  );
  const parsed = v.safeParse(SignFormSchema, fields);
  if (!parsed.success) return { kind: 'invalid', mistakes: toMistakes(parsed.issues) };
  const { typed, canonical } = parsed.output.email;
  return { kind: 'valid', supporter: { ...parsed.output, email: typed, locale }, address: canonical };
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
  email: v.pipe(
    lineOf('email'),
    v.nonEmpty('email.required'),
    v.rawTransform(({ dataset: { value: typed }, addIssue, NEVER }) => {
      const canonical = canonicalAddress(typed);
      if (canonical !== null) return { typed, canonical };
      addIssue({ message: 'email.invalid' });
      return NEVER;
    }),
  ),
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

function toMistakes(issues: readonly v.BaseIssue<unknown>[]): FieldMistake[] {
  return FIELDS.flatMap((field) => {
    const issue = issues.find((issue) => issue.path?.[0]?.key === field);
    return issue ? [{ field, code: issue.message }] : [];
  });
}
