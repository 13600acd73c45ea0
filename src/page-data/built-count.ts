import * as v from 'valibot';
import { countPath } from '#domain/api-paths.ts';
import type { Campaign } from '#domain/campaign.ts';
import type { SignatureCount } from '#domain/count.ts';
import { readSettings } from '#settings/settings.ts';

const TIMEOUT_MS = 5000;

const SignatureCountSchema = v.object({
  campaign: v.string(),
  count: v.number(),
  online: v.number(),
  elsewhere: v.number(),
  goal: v.nullable(v.number()),
  open: v.boolean(),
  asOf: v.pipe(v.string(), v.isoTimestamp()),
});

const asked = new Map<string, Promise<SignatureCount | null>>();

/**
 * A campaign's count from the live site, asked once a build. It is `null` without a live site (`URL` is not
 * set) or without an answer in 5 s. A build never fails because of a missing count. The first build after a
 * new name finds the count under the name before.
 */
export async function builtCount(
  { slug, formerly }: Pick<Campaign, 'slug' | 'formerly'>,
  siteUrl = readSettings().siteUrl,
): Promise<SignatureCount | null> {
  if (!siteUrl) return null;
  const before = formerly.at(-1);
  const count = await countUnder(slug, siteUrl);
  return count ?? (before === undefined ? null : countUnder(before, siteUrl));
}

function countUnder(slug: string, siteUrl: string): Promise<SignatureCount | null> {
  const address = new URL(countPath(slug), siteUrl).href;
  const answer = asked.get(address) ?? fetchCount(address, slug);
  asked.set(address, answer);
  return answer;
}

async function fetchCount(address: string, slug: string): Promise<SignatureCount | null> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const count = v.parse(SignatureCountSchema, await response.json());
    return response.ok && count.campaign === slug ? count : null;
  } catch {
    return null;
  }
}
