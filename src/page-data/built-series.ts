import * as v from 'valibot';
import { correctionsPath, seriesPath } from '#domain/api-paths.ts';
import { readSettings } from '#settings/settings.ts';
import { liveAnswer, type Named } from './live-answer.ts';

const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(0));

const SeriesSchema = v.object({
  campaign: v.string(),
  points: v.array(v.tuple([v.pipe(v.string(), v.isoTimestamp()), wholeNumber])),
});

const CorrectionsSchema = v.object({
  campaign: v.string(),
  setAside: v.array(v.tuple([v.pipe(v.string(), v.isoDate()), wholeNumber])),
});

/** The published number of one moment: the start of its hour or day (ISO 8601 UTC), and the number. */
export type SeriesPoint = v.InferOutput<typeof SeriesSchema>['points'][number];

/** A day (UTC), and how many signatures were set aside at its end. */
export type SetAsideDay = v.InferOutput<typeof CorrectionsSchema>['setAside'][number];

/** A campaign's published number over time, from the live site; `null` where the build cannot know it. */
export async function builtSeries(
  campaign: Named,
  siteUrl = readSettings().siteUrl,
): Promise<readonly SeriesPoint[] | null> {
  const series = await liveAnswer(campaign, siteUrl, { pathOf: seriesPath, schema: SeriesSchema });
  return series && series.points.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** How many signatures were set aside, by day, from the live site; `null` where the build cannot know it. */
export async function builtSetAside(
  campaign: Named,
  siteUrl = readSettings().siteUrl,
): Promise<readonly SetAsideDay[] | null> {
  const schema = CorrectionsSchema;
  const corrections = await liveAnswer(campaign, siteUrl, { pathOf: correctionsPath, schema });
  return corrections && corrections.setAside;
}
