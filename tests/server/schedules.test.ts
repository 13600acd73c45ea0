import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Endpoint, Invocation } from '#endpoint/invocation.ts';
import { loadFunctions } from '#server/functions.ts';
import type { FunctionModule } from '#server/router.ts';
import { startSchedules } from '#server/schedules.ts';

const HOUR_MS = 3_600_000;
const CONTEXT: Invocation = { params: {}, deploy: { context: 'production' } };
const log = vi.spyOn(console, 'error');

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-27T09:59:30.000Z') });
  log.mockReset();
});

afterEach(() => {
  vi.useRealTimers();
});

function hourly(handler: Endpoint): FunctionModule {
  return { default: handler, config: { schedule: '@hourly' } };
}

/** A function that notes when it runs, and ends when the test says so. */
function slow() {
  const begun: string[] = [];
  const gates: (() => void)[] = [];
  const handler: Endpoint = () => {
    begun.push(new Date().toISOString());
    return new Promise((resolve) => {
      gates.push(() => {
        resolve(new Response());
      });
    });
  };
  return { handler, begun, finish: () => gates.shift()?.() };
}

describe('the schedules of one machine', () => {
  it('run a function at minute 0 of each hour in UTC, with the context that they are given', async () => {
    const seen: unknown[] = [];
    const handler: Endpoint = (_, context) => {
      seen.push([new Date().toISOString(), context]);
      return Promise.resolve(new Response());
    };
    const schedules = startSchedules([hourly(handler)], CONTEXT);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(seen).toEqual([]);
    await vi.advanceTimersByTimeAsync(2 * HOUR_MS);
    expect(seen).toEqual([
      ['2026-11-27T10:00:00.000Z', CONTEXT],
      ['2026-11-27T11:00:00.000Z', CONTEXT],
    ]);
    await schedules.stop();
    await vi.advanceTimersByTimeAsync(2 * HOUR_MS);
    expect(seen).toHaveLength(2);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('run none of the functions that have an address', async () => {
    const handler = vi.fn<Endpoint>(() => Promise.resolve(new Response()));
    const schedules = startSchedules([{ default: handler, config: { path: '/api/x' } }], CONTEXT);
    await vi.advanceTimersByTimeAsync(3 * HOUR_MS);
    expect(handler).not.toHaveBeenCalled();
    await schedules.stop();
  });

  it('are those of the project: the hourly function, and it only', async () => {
    const scheduled = (await loadFunctions()).filter(({ config }) => config.schedule !== undefined);
    expect(scheduled.map(({ config }) => config)).toEqual([{ schedule: '@hourly' }]);
  });

  it('never double a run that takes longer than an hour', async () => {
    const { handler, begun, finish } = slow();
    const schedules = startSchedules([hourly(handler)], CONTEXT);
    await vi.advanceTimersByTimeAsync(3 * HOUR_MS);
    expect(begun).toEqual(['2026-11-27T10:00:00.000Z']);
    finish();
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect(begun).toEqual(['2026-11-27T10:00:00.000Z', '2026-11-27T13:00:00.000Z']);
    finish();
    await schedules.stop();
  });

  it('do not let one function wait for another', async () => {
    const [one, other] = [slow(), slow()];
    const schedules = startSchedules([hourly(one.handler), hourly(other.handler)], CONTEXT);
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect([one.begun, other.begun].map(({ length }) => length)).toEqual([1, 1]);
    one.finish();
    other.finish();
    await schedules.stop();
  });

  it('wait for a run under way when they stop, and for what comes after it', async () => {
    const { handler, begun, finish } = slow();
    const after = Promise.withResolvers<undefined>();
    const schedules = startSchedules([hourly(handler)], CONTEXT, { afterRun: () => after.promise });
    await vi.advanceTimersByTimeAsync(60_000);
    let isStopped = false;
    const stopping = schedules.stop().then(() => (isStopped = true));
    await vi.advanceTimersByTimeAsync(HOUR_MS);
    expect([isStopped, begun.length]).toEqual([false, 1]);
    finish();
    await vi.advanceTimersByTimeAsync(1);
    expect(isStopped).toBe(false);
    after.resolve(undefined);
    await stopping;
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each<[string, Endpoint, string]>([
    [
      'answers 503',
      () => Promise.resolve(new Response(null, { status: 503 })),
      'scheduled function answered 503',
    ],
    ['rejects', () => Promise.reject(new TypeError('ada@example.org')), 'TypeError'],
    [
      'throws',
      () => {
        throw new RangeError('ada@example.org');
      },
      'RangeError',
    ],
  ])('log a function that %s, and run it again', async (_, handler, words) => {
    log.mockImplementation(() => undefined);
    const after = vi.fn(() => Promise.reject(new Error('the disk is full')));
    const schedules = startSchedules([hourly(handler)], CONTEXT, { afterRun: after });
    await vi.advanceTimersByTimeAsync(2 * HOUR_MS);
    await schedules.stop();
    const lines = log.mock.calls.flat().map(String);
    expect(lines.filter((line) => line.includes(words))).toHaveLength(2);
    expect(lines.join('\n')).not.toContain('ada@example.org');
    expect(after).toHaveBeenCalledTimes(2);
    expect(lines.filter((line) => line.startsWith('Error'))).toHaveLength(2);
  });
});
