import type { Config } from '@netlify/functions';
import { askForBuild } from '#actions/ask-for-build.ts';
import { everyTask } from '#actions/every-task.ts';
import { publishNumbers } from '#actions/publish-numbers.ts';
import { eraseExpired } from '#actions/retention.ts';
import { sweepWithdrawals } from '#actions/sweep-withdrawals.ts';
import { PREVIEW_CONTEXTS } from '#domain/deploy-context.ts';
import { buildAskingServices } from '#endpoint/build-hook.ts';
import {
  mailForgetting,
  noteRun,
  numberServices,
  retentionServices,
  sweepingServices,
  untilLate,
} from '#endpoint/hourly-services.ts';
import type { Place } from '#endpoint/invocation.ts';
import { logError } from '#endpoint/log-error.ts';

/**
 * Every hour: publishes the numbers, and erases what is due. Due is what was set aside until now, what was withdrawn and
 * stands, and what is past its last day. It also forgets mails, asks for a build when a campaign opens or closes, and
 * notes when it ended. The next run continues unfinished work. Previews have no numbers: what they take are tries.
 */
export default async (_: Request, context: Place): Promise<Response> => {
  // The platform runs schedules on the published deploy only, and all deploys of a site share its stores.
  const previews = PREVIEW_CONTEXTS.filter((preview) => preview !== context.deploy.context);
  const places = [context, ...previews.map((preview) => ({ ...context, deploy: { context: preview } }))];
  const hasTime = untilLate();
  const numbers = numberServices(context);
  let erased = 0;
  // Side by side: a part whose store hangs takes the others no time.
  const parts = await Promise.allSettled([
    inOrder(() =>
      places.map((place) => {
        const services = sweepingServices(place, hasTime);
        return () => sweepWithdrawals(services);
      }),
    ),
    inOrder(() => places.map(mailForgetting)),
    numbers.then(publishNumbers),
    inOrder(async () => {
      // It publishes once more what it erases. So it need not wait for the numbers of other campaigns.
      const services = { numbers: await numbers, hasTime };
      const { signatures, news } = await retentionServices(context, previews, services);
      return [signatures, news].map((kind) => async () => (erased += await eraseExpired(kind)));
    }),
    buildAskingServices(context).then((services) => services && askForBuild(services)),
  ]);
  const noted = await Promise.allSettled([noteRun(context, parts.filter(hasFailed).length)]);
  const failures = [...parts, ...noted].filter(hasFailed);
  for (const { reason } of failures) logError(reason);
  return failures.length > 0 ? new Response(null, { status: 503 }) : Response.json({ erased });
};

function hasFailed(part: PromiseSettledResult<unknown>): part is PromiseRejectedResult {
  return part.status === 'rejected';
}

/** Opens what tasks need, so that all their budgets start now, and does them one after the other. */
async function inOrder(open: () => Tasks | Promise<Tasks>): Promise<void> {
  await everyTask<unknown>(await open());
}

type Tasks = readonly (() => Promise<unknown>)[];

/** The schedule of this function. */
export const config: Config = { schedule: '@hourly' };
