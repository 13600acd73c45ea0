import * as v from 'valibot';
import { correctionsPath, seriesPath } from '#domain/api-paths.ts';
import type { Corrections, Series } from '#domain/series.ts';
import { readSettings } from '#settings/settings.ts';
import { type Coarsened, isExactBefore } from './exact-before.ts';
import { liveAnswer } from './live-answer.ts';

const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(0));

const SeriesSchema = v.object({
  campaign: v.string(),
  points: v.array(v.tuple([v.pipe(v.string(), v.isoTimestamp()), wholeNumber])),
});

const CorrectionsSchema = v.object({
  campaign: v.string(),
  setAside: v.array(v.tuple([v.pipe(v.string(), v.isoDate()), wholeNumber])),
});

/** A campaign's published number over time, from the live site; `null` where the build cannot know it. */
export async function builtSeries(
  campaign: Coarsened,
  siteUrl = readSettings().siteUrl,
): Promise<Series['points'] | null> {
  if (await isExactBefore(campaign, siteUrl)) return null;
  const series = await liveAnswer(campaign, siteUrl, { pathOf: seriesPath, schema: SeriesSchema });
  return series && series.points.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** How many signatures were set aside, by day, from the live site; `null` where the build cannot know it. */
export async function builtSetAside(
  campaign: Coarsened,
  siteUrl = readSettings().siteUrl,
): Promise<Corrections['setAside'] | null> {
  if (await isExactBefore(campaign, siteUrl)) return null;
  const schema = CorrectionsSchema;
  const corrections = await liveAnswer(campaign, siteUrl, { pathOf: correctionsPath, schema });
  return corrections && corrections.setAside;
}
