import * as v from 'valibot';
import { line, localeTag, webAddress, wholeNumberAbove0 } from './editor-values.ts';

/** The schema of `content/site.yaml`. */
export const SiteSchema = v.pipe(
  v.strictObject({
    organization: v.strictObject({
      name: line('the organization’s name'),
      contact: v.record(
        v.string(),
        line('how to write to the organization, in words', 600),
        'must hold a line for each locale, such as “en: Write to …”',
      ),
    }),
    defaultLocale: localeTag,
    locales: v.pipe(
      v.array(localeTag, 'must be a list such as [en, es]'),
      v.minLength(1, 'must name at least one locale'),
    ),
    timeZone: v.pipe(
      line('a time zone such as America/New_York'),
      v.check(isTimeZone, 'is not a known time zone'),
    ),
    quickExit: webAddress('the address that quick exit leads to'),
    /** Days from a campaign's closing to the erasure of its signatures. */
    retention: wholeNumberAbove0,
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

/** The site: its organization, languages, time zone and retention. */
export type Site = v.InferOutput<typeof SiteSchema>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
