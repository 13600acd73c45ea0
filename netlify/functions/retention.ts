import type { Config } from '@netlify/functions';
import { eraseExpired } from '#actions/retention.ts';
import { deployedCampaigns, deployedSite } from '#deploy/deployed-content.ts';
import { PREVIEW_CONTEXTS } from '#domain/deploy-context.ts';
import type { Invocation } from '#endpoint/invocation.ts';
import { logError } from '#endpoint/log-error.ts';
import { auditStore, retentionMarks, signatureStore } from '#endpoint/stores.ts';

/** The platform ends a scheduled function after 30 s. */
const BUDGET = { totalMs: 26_000, attemptMs: 5_000 };
/** Time left for the last batch and its log entry. */
const LAST_BATCH_MS = 8_000;

/** Every hour: erases the signatures that are past their last day. The next run continues unfinished work. */
export default async (_: Request, context: Pick<Invocation, 'deploy'>): Promise<Response> => {
  const ends = performance.now() + BUDGET.totalMs - LAST_BATCH_MS;
  const erasingIn = (deploy: Pick<Invocation, 'deploy'>) => ({
    signatures: signatureStore(deploy, BUDGET),
    audit: auditStore(deploy, BUDGET),
    now: () => new Date(),
    hasTime: () => performance.now() < ends,
  });
  // The platform runs schedules on the published deploy only, and all deploys of a site share its stores.
  const previews = PREVIEW_CONTEXTS.filter((preview) => preview !== context.deploy.context);
  try {
    const erased = await eraseExpired({
      campaigns: await deployedCampaigns(),
      site: await deployedSite(),
      own: erasingIn(context),
      previews: new Map(previews.map((preview) => [preview, erasingIn({ deploy: { context: preview } })])),
      marks: retentionMarks(context, BUDGET),
      tell: (what) => console.error(what),
    });
    return Response.json({ erased });
  } catch (error) {
    logError(error);
    return new Response(null, { status: 503 });
  }
};

/** The schedule of this function. */
export const config: Config = { schedule: '@hourly' };
