import * as v from 'valibot';
import { CalendarDateSchema, lastDayOf } from './calendar-date.ts';
import { ASKABLE, STATUSES } from './campaign.ts';

/**
 * What an editor writes. Messages finish the sentence “`goal` …” and say how to mend it;
 * they are for editors, who write in English keys, and so are not translated.
 */
const line = (what: string) =>
  v.pipe(v.string(`must be ${what}`), v.trim(), v.nonEmpty(`is empty: give ${what}, or leave it out`));

const positive = 'must be a whole number above 0, such as 5000';
const nonZero = 'must be a whole number that is not 0';

const facts = {
  status: v.picklist(STATUSES, `must be one of ${STATUSES.join(', ')}`),
  target: v.optional(line('whom the campaign addresses')),
  organization: v.optional(line('the organization’s name')),
  goal: v.optional(v.pipe(v.number(positive), v.integer(positive), v.minValue(1, positive))),
  opens: v.optional(CalendarDateSchema),
  closes: v.optional(CalendarDateSchema),
  ask: v.optional(
    v.array(
      v.picklist(ASKABLE, `must be one of ${ASKABLE.join(', ')}`),
      `must be a list such as [postalCode, updates]`,
    ),
    [],
  ),
  discreet: v.optional(v.boolean('must be true or false'), false),
  retention: v.optional(v.pipe(v.number(positive), v.integer(positive), v.minValue(1, positive))),
  elsewhere: v.optional(
    v.array(
      v.strictObject({
        count: v.pipe(v.number(positive), v.integer(positive), v.minValue(1, positive)),
        source: line('who gathered these signatures'),
        date: CalendarDateSchema,
      }),
      'must be a list of count, source and date',
    ),
    [],
  ),
  corrections: v.optional(
    v.array(
      v.strictObject({
        count: v.pipe(
          v.number(nonZero),
          v.integer(nonZero),
          v.check((count) => count !== 0, nonZero),
        ),
        reason: line('why the total changes'),
        date: CalendarDateSchema,
      }),
      'must be a list of count, reason and date',
    ),
    [],
  ),
};

const words = {
  title: line('a title'),
  summary: line('one or two sentences that say what is asked'),
  callToAction: v.optional(line('the line above the form')),
};

/** Names of the facts: what only the default locale's file may hold. */
export const FACTS: readonly string[] = Object.keys(facts);

/** The front matter of the default locale's file: the facts and its own words. */
export const CampaignSchema = v.pipe(
  v.strictObject({ ...facts, ...words }),
  v.forward(
    v.partialCheck(
      [['status'], ['target']],
      ({ status, target }) => status === 'draft' || target !== undefined,
      'is missing: say whom the campaign addresses, or set status to draft',
    ),
    ['target'],
  ),
  v.forward(
    v.partialCheck(
      [['opens'], ['closes']],
      ({ opens, closes }) => !opens || !closes || opens <= lastDayOf(closes),
      'is before opens: swap the two dates',
    ),
    ['closes'],
  ),
);

/** The front matter of another locale's file: words only. */
export const WordsSchema = v.strictObject(words);

/** The front matter of an update. */
export const UpdateSchema = v.strictObject({
  title: line('a title'),
  link: v.optional(
    v.pipe(line('the address of a press report'), v.url('must be an address such as https://example.org/')),
  ),
});

/** `content/site.yaml`. */
export const SiteSchema = v.pipe(
  v.strictObject({
    organization: v.strictObject({
      name: line('the organization’s name'),
      contact: v.record(
        v.string(),
        line('how to write to the organization, in words'),
        'must hold a line for each locale, such as “en: Write to …”',
      ),
    }),
    defaultLocale: line('a locale such as en'),
    locales: v.pipe(
      v.array(line('a locale such as en'), 'must be a list such as [en, es]'),
      v.minLength(1, 'must name at least one locale'),
    ),
    timeZone: v.pipe(
      line('a time zone such as America/New_York'),
      v.check(isTimeZone, 'is not a known time zone'),
    ),
    quickExit: v.pipe(
      line('the address that quick exit leads to'),
      v.url('must be an address such as https://www.weather.gov/'),
    ),
    retention: v.pipe(v.number(positive), v.integer(positive), v.minValue(1, positive)),
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

export type Site = v.InferOutput<typeof SiteSchema>;
export type Words = v.InferOutput<typeof WordsSchema>;
export type UpdateWords = v.InferOutput<typeof UpdateSchema>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
