import * as v from 'valibot';
import { type CanonicalAddress, canonicalAddress, lacksDot } from './address.ts';
import { isCountry } from './country.ts';
import { hasHidden, hasHiddenInWord, hasLongRun, isStacked, isVisible, withoutOuter } from './invisible.ts';
import { partnerCalled } from './partner.ts';
import {
  type Askable,
  type Field,
  FIELDS,
  isAskedFor,
  MAX_CHARS,
  NAME_SHOWN,
  type Supporter,
} from './supporter.ts';
import { breaksLine, hasControlCharacters, hasLink, isFarTooLong, isTextDigest, lengthOf } from './text.ts';

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
 * ask for. What the page itself sends, its text's digest and a partner, is kept if it is known, and never refused.
 * Each field has at most one mistake, in the form's order.
 */
export function parseSignForm(
  body: Readonly<Record<string, unknown>>,
  { ask, partners, locale }: SignedPage,
): SignFormResult {
  // Every known field gets a value: for a missing key the schema reports its own English message.
  const fields = Object.fromEntries(
    FIELDS.map((field) => [field, isAskedFor(field, ask) ? (body[field] ?? '') : '']),
  );
  const parsed = v.safeParse(SignFormSchema, fields, { abortPipeEarly: true });
  if (!parsed.success) return { kind: 'invalid', mistakes: toMistakes(parsed.issues) };
  const { typed, canonical } = parsed.output.email;
  const text = isTextDigest(body['text']) ? body['text'] : '';
  const via = partnerCalled(body['via'], partners)?.slug ?? '';
  const supporter = { ...parsed.output, email: typed, locale, text, via };
  return { kind: 'valid', supporter, address: canonical };
}

/** The page that was signed: what it asks for, who may bring supporters to it, and its language. */
interface SignedPage {
  readonly ask: readonly Askable[];
  readonly partners: readonly { readonly slug: string }[];
  readonly locale: string;
}

/** An address as it was typed, and its one spelling; or the code of its mistake. */
export type TypedAddress =
  | { readonly kind: 'valid'; readonly typed: string; readonly canonical: CanonicalAddress }
  | { readonly kind: 'invalid'; readonly mistakes: readonly FieldMistake[] };

/** Checks an address by the rules of the sign form. */
export function parseEmail(typed: unknown): TypedAddress {
  const parsed = v.safeParse(EmailSchema, typed ?? '', { abortPipeEarly: true });
  if (parsed.success) return { kind: 'valid', ...parsed.output };
  return { kind: 'invalid', mistakes: [{ field: 'email', code: parsed.issues[0].message }] };
}

/** Each step refuses what the next one could not bear. So a text is measured before its Unicode form is made. */
const text = (field: keyof typeof MAX_CHARS) =>
  v.pipe(
    v.string(`${field}.invalid`),
    v.transform(withoutOuter),
    v.check((typed) => !isFarTooLong(typed, MAX_CHARS[field]), `${field}.tooLong`),
    v.check((typed) => !hasLongRun(typed), `${field}.marks`),
    v.normalize('NFC'),
    // NFC puts marks in order, so a joiner at the end may have lost what it shaped.
    v.transform(withoutOuter),
    v.check((typed) => lengthOf(typed) <= MAX_CHARS[field], `${field}.tooLong`),
  );

const line = (field: 'name' | 'email' | 'postalCode') =>
  v.pipe(
    text(field),
    v.check((typed) => !breaksLine(typed), `${field}.control`),
  );

const withoutHidden = (field: 'name' | 'email' | 'postalCode') =>
  v.check<string, string>((typed) => !hasHidden(typed), `${field}.control`);

const withoutStacks = (field: 'name' | 'email' | 'postalCode') =>
  v.check<string, string>((typed) => !isStacked(typed), `${field}.marks`);

const EmailSchema = v.pipe(
  line('email'),
  v.nonEmpty('email.required'),
  v.check((email) => !hasHiddenInWord(email), 'email.control'),
  withoutStacks('email'),
  v.check((email) => !lacksDot(email), 'email.dot'),
  v.rawTransform(({ dataset: { value: typed }, addIssue, NEVER }) => {
    const canonical = canonicalAddress(typed);
    if (canonical !== null) return { typed, canonical };
    addIssue({ message: 'email.invalid' });
    return NEVER;
  }),
);

const SignFormSchema = v.object({
  name: v.pipe(
    line('name'),
    v.check(isVisible, 'name.required'),
    withoutHidden('name'),
    withoutStacks('name'),
    v.check((name) => !hasLink(name), 'name.link'),
  ),
  email: EmailSchema,
  postalCode: v.pipe(
    line('postalCode'),
    withoutHidden('postalCode'),
    withoutStacks('postalCode'),
    v.check((code) => code === '' || isVisible(code), 'postalCode.control'),
  ),
  country: v.pipe(
    v.string('country.invalid'),
    v.transform(withoutOuter),
    v.check((code) => code === '' || isCountry(code), 'country.unknown'),
    v.toUpperCase(),
  ),
  comment: v.pipe(
    text('comment'),
    v.check((comment) => !hasControlCharacters(comment), 'comment.control'),
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
