import * as v from 'valibot';
import { CalendarDateSchema } from '#domain/calendar-date.ts';
import { CHANGE_KINDS } from '#domain/campaign-schema.ts';
import { BASES } from '#domain/count.ts';

/** The campaign's words in one locale, and their real language. */
const WordsSchema = v.object({
  title: v.string(),
  lang: v.string(),
  /** Whom the campaign addresses; empty where it says nobody. */
  target: v.string(),
  /** The digest of the text that is signed now. */
  text: v.string(),
  /** The paths of its page, its pages to print, and the page that says how it is counted. */
  page: v.string(),
  poster: v.string(),
  sheet: v.string(),
  count: v.string(),
});

const CampaignSchema = v.object({
  slug: v.string(),
  organization: v.string(),
  /** Whether the addresses were confirmed. */
  basis: v.picklist(BASES),
  /** False where the published number is coarse. */
  exact: v.boolean(),
  elsewhere: v.array(v.object({ count: v.number(), source: v.string(), date: CalendarDateSchema })),
  corrections: v.array(v.object({ count: v.number(), reason: v.string(), date: CalendarDateSchema })),
  partners: v.array(v.object({ slug: v.string(), name: v.string() })),
  changes: v.array(v.object({ date: CalendarDateSchema, what: v.string(), kind: v.picklist(CHANGE_KINDS) })),
  samples: v.array(
    v.object({
      date: CalendarDateSchema,
      by: v.string(),
      drawn: v.number(),
      reached: v.number(),
      yes: v.number(),
    }),
  ),
  /** By locale, for every locale of the site. */
  words: v.record(v.string(), WordsSchema),
});

const DeskDataSchema = v.object({
  timeZone: v.string(),
  defaultLocale: v.string(),
  locales: v.array(v.string()),
  campaigns: v.array(CampaignSchema),
});

/** The site's content for the desk. The page contains it as JSON, without any signature. */
export type DeskData = v.InferOutput<typeof DeskDataSchema>;
/** A campaign in the desk's data. */
export type DeskCampaign = DeskData['campaigns'][number];
/** A campaign's words in one locale. */
export type CampaignWords = v.InferOutput<typeof WordsSchema>;

/** Reads the page's JSON. Throws if it is invalid. */
export function parseDeskData(json: string): DeskData {
  return v.parse(DeskDataSchema, JSON.parse(json));
}

/** A campaign's words in a locale, or in the site's first locale. Throws a `RangeError` if there are none. */
export function wordsIn({ slug, words }: DeskCampaign, locale: string): CampaignWords {
  const found = words[locale] ?? Object.values(words)[0];
  if (!found) throw new RangeError(`The campaign ${slug} has no words.`);
  return found;
}
