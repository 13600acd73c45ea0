import * as v from 'valibot';
import { type Campaign, slugsOf } from '#domain/campaign.ts';

const TIMEOUT_MS = 5000;

/** A campaign by its names, the present one and those before, and whether it is published. */
export type Named = Pick<Campaign, 'slug' | 'formerly' | 'status'>;

/** The check and the pages are two copies of this module in one process. What stands here is seen by both. */
const PLACE = Symbol.for('undersigned.live-answers');
type Place = { [PLACE]?: Map<string, Promise<unknown>> };
const shared = globalThis as Place;
const asked = shared[PLACE] ?? new Map<string, Promise<unknown>>();
shared[PLACE] = asked;

/**
 * What the live site answers about a campaign, asked once a build. It is `null` without a live site, without
 * an answer in 5 s, or if `schema` refuses the answer. For a draft it asks nothing: nobody may know of it. A build never fails because of it. It asks for the
 * present name, and then for the names before it, the newest first.
 */
export async function liveAnswer<Answer extends { readonly campaign: string }>(
  { slug, formerly, status }: Named,
  siteUrl: string | null,
  { pathOf, schema }: { pathOf: (slug: string) => string; schema: v.GenericSchema<unknown, Answer> },
): Promise<Answer | null> {
  if (!siteUrl || status === 'draft') return null;
  for (const name of slugsOf({ slug, formerly: formerly.toReversed() })) {
    const answer = v.safeParse(schema, await jsonAt(new URL(pathOf(name), siteUrl).href));
    if (answer.success && answer.output.campaign === name) return answer.output;
  }
  return null;
}

function jsonAt(address: string): Promise<unknown> {
  const answer = asked.get(address) ?? fetchJson(address);
  asked.set(address, answer);
  return answer;
}

async function fetchJson(address: string): Promise<unknown> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
