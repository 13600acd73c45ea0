import * as v from 'valibot';
import { mailboxOf } from './address.ts';
import {
  eachOnce,
  line,
  linePerLocale,
  listMessage,
  localeTag,
  webAddress,
  wholeDays,
} from './editor-values.ts';
import { LEGAL_KEYS, LegalSchema } from './legal.ts';
import { isLanguageTag } from './locale-tag.ts';
import { meantLocale } from './meant-locale.ts';
import { nearest, plainWord } from './nearest.ts';

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
      'must hold name and contact: write each on a line of its own below it, two spaces in',
    ),
    defaultLocale: localeTag,
    locales: v.pipe(
      v.array(localeTag, listMessage('must be a list such as [en, es]', meantLocale)),
      v.minLength(1, 'must name at least one locale'),
      eachOnce<string>((locale) => locale),
    ),
    timeZone: v.pipe(
      line('a time zone such as America/New_York'),
      v.check(isTimeZone, ({ input }) => {
        const meant = meantTimeZone(input);
        const write = meant === null ? 'write one such as America/New_York' : `write {key}${meant}`;
        return `is not a known time zone: ${write}`;
      }),
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
      // What is no locale, or no list of them, is told already.
      ({ defaultLocale, locales }) =>
        locales.length === 0 ||
        ![defaultLocale, ...locales].every(isLanguageTag) ||
        locales.includes(defaultLocale),
      ({ input: { defaultLocale, locales } }) =>
        `is not one of locales: write locales: [${[defaultLocale, ...locales].join(', ')}]`,
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

/** True for the name of a time zone (IANA). */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The time zone that a city's name or a slip of the fingers means; `null` if none is certain. */
function meantTimeZone(typed: string): string | null {
  const zones = Intl.supportedValuesOf('timeZone');
  const place = plainWord(typed.split('/').at(-1) ?? '');
  const cities = zones.filter((zone) => plainWord(zone.split('/').at(-1) ?? '') === place);
  const [city, ...others] = cities;
  return city !== undefined && others.length === 0 ? city : nearest(typed, zones);
}
