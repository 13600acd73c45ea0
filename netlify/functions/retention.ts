import type { Config } from '@netlify/functions';
import { eraseExpired } from '#actions/retention.ts';
import { deployedCampaigns, deployedSite } from '#deploy/deployed-content.ts';
import type { Invocation } from '#endpoint/invocation.ts';
import { logError } from '#endpoint/log-error.ts';
import { auditStore, signatureStore } from '#endpoint/stores.ts';

/** The platform ends a scheduled function after 30 s. */
const BUDGET = { totalMs: 26_000, attemptMs: 5_000 };
/** Time left for the last batch and its log entry. */
const LAST_BATCH_MS = 8_000;

/** Every hour: erases the signatures that are past their last day. The next run continues unfinished work. */
export default async (_: Request, context: Pick<Invocation, 'deploy'>): Promise<Response> => {
  const ends = performance.now() + BUDGET.totalMs - LAST_BATCH_MS;
  try {
    const erased = await eraseExpired({
      campaigns: await deployedCampaigns(),
      site: await deployedSite(),
      signatures: signatureStore(context, BUDGET),
      audit: auditStore(context, BUDGET),
      now: () => new Date(),
      hasTime: () => performance.now() < ends,
    });
    return Response.json({ erased });
  } catch (error) {
    logError(error);
    return new Response(null, { status: 503 });
  }
};

/** The schedule of this function. */
export const config: Config = { schedule: '@hourly' };
