import * as v from 'valibot';
import { mailboxOf } from './address.ts';
import { line, linePerLocale, localeTag, webAddress, wholeDays } from './editor-values.ts';
import { LEGAL_KEYS, LegalSchema } from './legal.ts';

/** The schema of `content/site.yaml`. */
export const SiteSchema = v.pipe(
  v.strictObject({
    organization: v.strictObject(
      {
        name: line('the organization’s name'),
        contact: linePerLocale(
          'how to write to the organization, in words',
          600,
          'must hold a line for each locale, such as “en: Write to …”',
        ),
      },
      'must hold name and contact',
    ),
    defaultLocale: localeTag,
    locales: v.pipe(
      v.array(localeTag, 'must be a list such as [en, es]'),
      v.minLength(1, 'must name at least one locale'),
      v.check((locales) => new Set(locales).size === locales.length, 'names a locale twice: remove it once'),
    ),
    timeZone: v.pipe(
      line('a time zone such as America/New_York'),
      v.check(isTimeZone, 'is not a known time zone'),
    ),
    quickExit: webAddress('the address that quick exit leads to'),
    /** Days from a campaign's closing to the erasure of its signatures. */
    retention: wholeDays,
    /** Where a mail about an unusual hour goes, if not to the sender of all mails. */
    alarms: v.optional(
      v.pipe(
        line('the address where alarms go'),
        v.check((typed) => mailboxOf(typed) !== null, 'must be an e-mail address such as alarms@example.org'),
      ),
    ),
    legal: v.optional(LegalSchema),
  }),
  v.forward(
    v.partialCheck(
      [['defaultLocale'], ['locales']],
      ({ defaultLocale, locales }) => locales.includes(defaultLocale),
      'is not one of locales: add it there',
    ),
    ['defaultLocale'],
  ),
);

/** The site: its organization, languages, time zone, retention, and what the law asks of it. */
export type Site = v.InferOutput<typeof SiteSchema>;

/** The texts of the site that have a line for each locale: the key of each, and its lines. */
export function linesPerLocale({ organization, legal }: Site): {
  readonly path: readonly [string, string];
  readonly lines: Readonly<Record<string, string>>;
}[] {
  const ofLaw = LEGAL_KEYS.flatMap((key) => {
    const lines = legal?.[key];
    return typeof lines === 'object' ? [{ path: ['legal', key] as const, lines }] : [];
  });
  return [{ path: ['organization', 'contact'], lines: organization.contact }, ...ofLaw];
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
