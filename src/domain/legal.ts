import * as v from 'valibot';
import { line, linePerLocale, map } from './editor-values.ts';

/** The privacy page has room for a paragraph under each key. */
const MAX_CHARS = 1000;

/** A line for all languages, or one for each locale. */
const words = (what: string) =>
  v.lazy((typed) =>
    typeof typed === 'string'
      ? line(what, MAX_CHARS)
      : linePerLocale(
          what,
          MAX_CHARS,
          `must be ${what}: one line, or a line for each locale, such as “en: …”`,
        ),
  );

/**
 * The schema of `legal` in `content/site.yaml`. The law wants it on a privacy page (GDPR, article 13), and
 * only the organization knows it. The page says what is missing here.
 */
export const LegalSchema = v.pipe(
  map(
    'must hold keys such as controller and address: write each on a line of its own below it, two spaces in',
  ),
  v.strictObject({
    controller: v.optional(words('the name of whoever is responsible for the data by law')),
    address: v.optional(words('the postal address')),
    dataProtectionOfficer: v.optional(words('how to reach the data protection officer')),
    basis: v.optional(words('the legal basis')),
    authority: v.optional(words('the data protection authority that watches over you')),
    processors: v.optional(words('who else works on the data for you')),
    transfers: v.optional(words('what protects the data in other countries')),
  }),
);

type Legal = v.InferOutput<typeof LegalSchema>;

/** A key of `legal`. */
export type LegalKey = keyof Legal;

/** The keys of `legal`, in the order of the privacy page. */
export const LEGAL_KEYS = [
  'controller',
  'address',
  'dataProtectionOfficer',
  'basis',
  'processors',
  'transfers',
  'authority',
] as const satisfies readonly LegalKey[];

/** Keys with sentences. One line of them is in the default locale; one line of the others is of no language. */
const SENTENCES: readonly LegalKey[] = ['basis', 'processors', 'transfers'];

/**
 * What the site says under a key of `legal`; `null` if it says nothing. Names and postal addresses are of no
 * language.
 */
export function legalText(
  { legal, defaultLocale }: { readonly legal?: Legal | undefined; readonly defaultLocale: string },
  key: LegalKey,
  locale: string,
): { readonly text: string; readonly locale: string | null } | null {
  const given = legal?.[key];
  const isOneLine = typeof given === 'string';
  const text = isOneLine ? given : given?.[locale];
  if (text === undefined) return null;
  if (!isOneLine) return { text, locale };
  return { text, locale: SENTENCES.includes(key) ? defaultLocale : null };
}
