import type { Config } from '@netlify/functions';
import { everyTask } from '#actions/every-task.ts';
import { eraseExpired } from '#actions/retention.ts';
import { sweepWithdrawals } from '#actions/sweep-withdrawals.ts';
import { PREVIEW_CONTEXTS } from '#domain/deploy-context.ts';
import { forgetMails, retentionServices, sweepingServices, untilLate } from '#endpoint/hourly-services.ts';
import type { Invocation } from '#endpoint/invocation.ts';
import { logError } from '#endpoint/log-error.ts';

/**
 * Every hour: erases what was withdrawn and still stands, what is past its last day, and the memory of mails. The next
 * run continues unfinished work.
 */
export default async (_: Request, context: Pick<Invocation, 'deploy'>): Promise<Response> => {
  // The platform runs schedules on the published deploy only, and all deploys of a site share its stores.
  const previews = PREVIEW_CONTEXTS.filter((preview) => preview !== context.deploy.context);
  const places = [context, ...previews.map((preview) => ({ deploy: { context: preview } }))];
  const hasTime = untilLate();
  try {
    const { signatures, news } = await retentionServices(context, previews, hasTime);
    let erased = 0;
    await everyTask<unknown>([
      ...places.map((place) => () => sweepWithdrawals(sweepingServices(place, hasTime))),
      ...places.map((place) => () => forgetMails(place)),
      ...[signatures, news].map((kind) => async () => (erased += await eraseExpired(kind))),
    ]);
    return Response.json({ erased });
  } catch (error) {
    logError(error);
    return new Response(null, { status: 503 });
  }
};

/** The schedule of this function. */
export const config: Config = { schedule: '@hourly' };
