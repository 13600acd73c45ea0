import * as v from 'valibot';
import {
  type CalendarDate,
  CalendarDateSchema,
  daysAfter,
  isBefore,
  lastDayOf,
} from '#domain/calendar-date.ts';
import { FACT_SCHEMAS, FACTS, WORD_KEYS } from '#domain/campaign-schema.ts';
import { nearest } from '#domain/nearest.ts';
import { keyOfOtherName } from '#domain/other-names.ts';
import type { FrontMatterFile } from '#source/front-matter.ts';
import type { ContentMistake } from '#source/mistake.ts';
import { toRecord } from './record.ts';

/** The facts of a campaign that can be read, whatever is wrong with the others. */
type ReadFacts = { readonly [Key in keyof typeof FACT_SCHEMAS]?: v.InferOutput<(typeof FACT_SCHEMAS)[Key]> };

/** A campaign's facts as they are judged. */
interface Judged {
  readonly facts: ReadFacts;
  readonly data: Readonly<Record<string, unknown>>;
  /** The day in the site's time zone; `null` if nobody says it. */
  readonly today: string | null;
  readonly mistakeAt: FrontMatterFile['frontMatter']['mistakeAt'];
}

/**
 * Mistakes in how a campaign's facts fit together and fit the day. `source` is the file of the facts. A fact that
 * cannot be read hides only the rules that need it.
 */
export function factMistakes({ frontMatter }: FrontMatterFile, today: string | null): ContentMistake[] {
  const data = toRecord(frontMatter.data);
  const mistakeAt = frontMatter.mistakeAt.bind(frontMatter);
  const judged: Judged = { facts: readFacts(data), data, today, mistakeAt };
  return [
    missingTarget,
    missingLastDay,
    reversedDates,
    openingAfterTheEnd,
    goalBehindTheCount,
    datesToCome,
    repeatedEntries,
    partnersOfNoAddress,
  ].flatMap((rule) => rule(judged));
}

function readFacts(data: Readonly<Record<string, unknown>>): ReadFacts {
  const entries = Object.entries(FACT_SCHEMAS).flatMap(([key, schema]) => {
    const parsed = v.safeParse(schema, data[key] ?? undefined);
    return parsed.success ? [[key, parsed.output] as const] : [];
  });
  return Object.fromEntries(entries);
}

/** True if a key is not there, not even without a value or with a slip of the fingers. Those are other mistakes. */
function isMissing(key: string, data: Readonly<Record<string, unknown>>): boolean {
  const known = [...FACTS, ...WORD_KEYS];
  return !Object.keys(data).some(
    (name) =>
      name === key ||
      (!known.includes(name) && (nearest(name, known) ?? keyOfOtherName(name, [key])) === key),
  );
}

function missingTarget({ facts: { status }, data, mistakeAt }: Judged): ContentMistake[] {
  if (!status || status === 'draft' || !isMissing('target', data)) return [];
  return [
    mistakeAt(['target'], '`target` is missing: say whom the campaign addresses, or write status: draft'),
  ];
}

function missingLastDay({ facts: { status }, data, today, mistakeAt }: Judged): ContentMistake[] {
  if ((status !== 'closed' && status !== 'won') || !isMissing('closes', data)) return [];
  const day = today ?? '2016-01-31';
  return [
    mistakeAt(
      ['status'],
      `The campaign is ${status} without a last day: add a line such as closes: ${day}, because its signatures are erased so many days after it`,
    ),
  ];
}

function reversedDates({ facts: { opens, closes }, mistakeAt }: Judged): ContentMistake[] {
  if (!opens || !closes || opens <= lastDayOf(closes)) return [];
  const lines = `write opens: ${closes} and closes: ${opens}`;
  return [
    mistakeAt(['closes'], `\`closes\` is before \`opens\`: swap the two dates, ${lines}, or correct one`),
  ];
}

function openingAfterTheEnd({ facts: { status, opens }, today, mistakeAt }: Judged): ContentMistake[] {
  if ((status !== 'closed' && status !== 'won') || !opens || !isToCome(opens, today)) return [];
  return [
    mistakeAt(
      ['opens'],
      `\`opens\` is yet to come, and the campaign is ${status} already: give the day on which it opened, or write status: active`,
    ),
  ];
}

/** The goal of a campaign that is over may well be behind the count. */
function goalBehindTheCount({ facts, mistakeAt }: Judged): ContentMistake[] {
  const { status, goal, elsewhere, corrections } = facts;
  if (!goal || !elsewhere || !corrections || status === 'closed' || status === 'won') return [];
  const counted = [...elsewhere, ...corrections].reduce((sum, { count }) => sum + count, 0);
  if (counted < goal) return [];
  const sums = corrections.length > 0 ? '`elsewhere` and `corrections`' : '`elsewhere`';
  return [
    mistakeAt(
      ['goal'],
      `\`goal\` is reached before anybody signs here, because ${sums} count ${counted} already: set a higher one`,
    ),
  ];
}

/** Lists whose entries happened on a day. */
const DATED = ['elsewhere', 'corrections', 'changes', 'samples'] as const;

/** What a date in a list is the day of, to finish “give the day on which …”. */
const HAPPENED: Readonly<Record<(typeof DATED)[number], string>> = {
  elsewhere: 'they were gathered',
  corrections: 'the total was corrected',
  changes: 'the text changed',
  samples: 'the sample was drawn',
};

function datesToCome({ data, today, mistakeAt }: Judged): ContentMistake[] {
  return DATED.flatMap((key) =>
    entriesOf(data[key]).flatMap((entry, index) => {
      const { date } = toRecord(entry);
      if (!v.is(CalendarDateSchema, date) || !isToCome(date, today)) return [];
      const path = [key, index, 'date'];
      return [
        mistakeAt(path, `\`${path.join('.')}\` is yet to come: give the day on which ${HAPPENED[key]}`),
      ];
    }),
  );
}

/** True for a day that has not begun anywhere: a day more, for editors whose day begins before the site's. */
export function isToCome(date: CalendarDate, today: string | null): boolean {
  return today !== null && isBefore(daysAfter(today, 1), date);
}

/** A line that was pasted twice would be counted twice. */
function repeatedEntries({ data, mistakeAt }: Judged): ContentMistake[] {
  return DATED.flatMap((key) => {
    const lines = entriesOf(data[key]).map((entry) => JSON.stringify(Object.entries(toRecord(entry)).sort()));
    const firsts = new Map<string, number>();
    return lines.flatMap((line, index) => {
      const first = firsts.get(line) ?? index;
      firsts.set(line, first);
      if (first === index || line === '[]') return [];
      const message = `\`${key}.${index}\` says the same as \`${key}.${first}\`: remove one of the two`;
      return [mistakeAt([key, index], message)];
    });
  });
}

function partnersOfNoAddress({ facts: { partners = [] }, mistakeAt }: Judged): ContentMistake[] {
  return partners.flatMap(({ slug }, index) =>
    slug === 'index'
      ? [
          mistakeAt(
            ['partners', index, 'slug'],
            `\`partners.${index}.slug\` cannot be index, which hosts take for the page above: give it another name`,
          ),
        ]
      : [],
  );
}

function entriesOf(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? list : [];
}
