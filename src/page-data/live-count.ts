import * as v from 'valibot';
import { countPath } from '#domain/api-paths.ts';
import { BASES, type SignatureCount } from '#domain/count.ts';
import { liveAnswer, type Named } from './live-answer.ts';

const SignatureCountSchema = v.object({
  campaign: v.string(),
  count: v.number(),
  online: v.number(),
  elsewhere: v.number(),
  goal: v.nullable(v.number()),
  open: v.boolean(),
  // A deploy of before November 2026 does not say it, and checked no address.
  basis: v.optional(v.picklist(BASES), 'claimed'),
  exact: v.optional(v.boolean(), true),
  setAside: v.optional(v.number(), 0),
  erased: v.optional(v.nullable(v.pipe(v.string(), v.isoTimestamp())), null),
  asOf: v.pipe(v.string(), v.isoTimestamp()),
});

/**
 * What the live site counts for a campaign, under its name or one before. It is `null` without a live site
 * (`URL` is not set) or without an answer in 5 s.
 */
export function liveCount(campaign: Named, siteUrl: string | null): Promise<SignatureCount | null> {
  return liveAnswer(campaign, siteUrl, { pathOf: countPath, schema: SignatureCountSchema });
}
