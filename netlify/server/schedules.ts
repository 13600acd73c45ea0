import { Cron } from 'croner';
import { OwnError } from '#domain/own-error.ts';
import type { Invocation } from '#endpoint/invocation.ts';
import { logError } from '#endpoint/log-error.ts';
import type { FunctionModule } from './router.ts';

/** The scheduled functions, which run while the process does. */
export interface Schedules {
  /** Starts no more runs, and resolves once a run under way is over. */
  stop(): Promise<void>;
}

/** A scheduled function that answered with an error. Its own log says more. */
class ScheduleError extends OwnError {
  override readonly name = 'ScheduleError';
}

/**
 * Runs every function with a `config.schedule` at its times, in UTC as on the platform (`@hourly` is minute 0). A run
 * that takes longer than its schedule is never doubled. `afterRun` comes after each run, before it counts as over. Both
 * only log what goes wrong: the next run comes anyway.
 */
export function startSchedules(
  modules: readonly FunctionModule[],
  context: Invocation,
  { afterRun }: { afterRun?: () => Promise<void> } = {},
): Schedules {
  const underWay = new Set<Promise<void>>();
  const jobs = modules.flatMap(({ config, default: handler }) => {
    const { schedule } = config;
    if (typeof schedule !== 'string') return [];
    // The server keeps the process alive, not its schedules.
    const options = { timezone: 'UTC', protect: true, unref: true };
    const job = new Cron(schedule, options, () => {
      const running = run().finally(() => underWay.delete(running));
      underWay.add(running);
      return running;
    });
    async function run(): Promise<void> {
      await logged(async () => {
        // The platform calls by POST. The address is nobody's.
        const response = await handler(new Request('http://localhost/', { method: 'POST' }), context);
        await response.body?.cancel();
        if (response.ok) return;
        throw new ScheduleError(
          `A scheduled function answered ${response.status}. It runs again at its next time.`,
        );
      });
      await logged(async () => afterRun?.());
    }
    return [job];
  });
  return {
    stop: async () => {
      for (const job of jobs) job.stop();
      await Promise.all(underWay);
    },
  };
}

async function logged(act: () => Promise<void>): Promise<void> {
  await act().catch(logError);
}
