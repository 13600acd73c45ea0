import type { Config } from '@netlify/functions';
import { logError } from '#http/log.ts';
import { eraseExpired } from '#services/retention.ts';
import { type Invocation, servicesFor } from '#services/services.ts';

/** The platform ends a scheduled function after 30 s. */
const BUDGET = { totalMs: 26_000, attemptMs: 5_000 };
/** So much is kept for the last batch and its entry. */
const LAST_BATCH_MS = 8_000;

/** Every hour: erases the signatures that are past their last day. What does not fit into one run is left to the next. */
export default async (_: Request, context: Pick<Invocation, 'deploy'>): Promise<Response> => {
  const services = servicesFor({ ...context, params: {} });
  const ends = performance.now() + BUDGET.totalMs - LAST_BATCH_MS;
  try {
    const erased = await eraseExpired({
      campaigns: await services.campaigns(),
      site: await services.site(),
      signatures: services.signatures(BUDGET),
      audit: services.audit(BUDGET),
      now: () => services.now(),
      hasTime: () => performance.now() < ends,
    });
    return Response.json({ erased });
  } catch (error) {
    logError(error);
    return new Response(null, { status: 503 });
  }
};

export const config: Config = { schedule: '@hourly' };
