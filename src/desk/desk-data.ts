import * as v from 'valibot';
import { CalendarDateSchema } from '#domain/calendar-date.ts';

/** The campaign's words in one locale, the language they are really in, and its pages to print. */
const WordsSchema = v.object({ title: v.string(), lang: v.string(), poster: v.string(), sheet: v.string() });

const CampaignSchema = v.object({
  slug: v.string(),
  organization: v.string(),
  target: v.string(),
  elsewhere: v.array(v.object({ count: v.number(), source: v.string(), date: CalendarDateSchema })),
  corrections: v.array(v.object({ count: v.number(), reason: v.string(), date: CalendarDateSchema })),
  /** By locale, for every locale of the site. */
  words: v.record(v.string(), WordsSchema),
});

const DeskDataSchema = v.object({
  timeZone: v.string(),
  defaultLocale: v.string(),
  locales: v.array(v.string()),
  campaigns: v.array(CampaignSchema),
});

/** What the desk has to know of the site's content: the page carries it as JSON, and no signature in it. */
export type DeskData = v.InferOutput<typeof DeskDataSchema>;
export type DeskCampaign = DeskData['campaigns'][number];
export type CampaignWords = v.InferOutput<typeof WordsSchema>;

/** Reads the data that the page carries. Throws where it is not ours. */
export function parseDeskData(json: string): DeskData {
  return v.parse(DeskDataSchema, JSON.parse(json));
}

/** A campaign's words in a locale of the site, or in its first where the desk speaks another. */
export function wordsIn({ slug, words }: DeskCampaign, locale: string): CampaignWords {
  const found = words[locale] ?? Object.values(words)[0];
  if (!found) throw new RangeError(`The campaign ${slug} has no words.`);
  return found;
}
