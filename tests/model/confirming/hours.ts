import fc from 'fast-check';
import { expect, vi } from 'vitest';
import { forgetNumbers } from '#endpoint/counting-services.ts';
import retention from '../../../netlify/functions/retention.ts';
import { invocation } from '../../functions/platform.ts';
import { tellAll, trouble } from '../command.ts';
import { inTrouble } from '../world.ts';
import { allowSwept } from './ledger.ts';
import { BEGINNING, LAST_MOMENT } from './own-content.ts';
import { command } from './world.ts';

const HOUR_MS = 3_600_000;

export function beginHours(): void {
  vi.setSystemTime(new Date(BEGINNING));
}

/** Time passes. What was under way arrived long ago, or never will. */
const waits = fc.constantFrom(1, 1, 8, 25, 71, 73, 100).map((hours) =>
  command(`wait(${hours} hours)`, (_, world) => {
    const later = Date.now() + hours * HOUR_MS;
    if (later < LAST_MOMENT) {
      world.late.forget();
      vi.setSystemTime(later);
    }
    return Promise.resolve();
  }),
);

/** The hourly function sweeps what was taken back and stands. */
const sweeps = fc.tuple(trouble('list'), trouble('get'), trouble('put'), trouble('delete')).map((troubles) =>
  command(`sweep(${tellAll(troubles)})`, async (ledger, world) => {
    const { status } = await inTrouble(world, troubles, () =>
      retention(new Request('https://petition.example/'), invocation()),
    );
    const isSound = troubles.every(({ faults }) => faults.length === 0);
    expect(isSound ? [200] : [200, 503]).toContain(status);
    allowSwept(ledger, isSound);
  }),
);

/** Writes that were given up arrive. */
const arrivals = fc.constant(command('arrive()', (ledger, world) => world.late.arrive(ledger)));

/** The process is killed and starts again. */
const crashes = fc.constant(
  command('crash()', (_, world) => {
    world.blobs.crash();
    forgetNumbers();
    world.lastCounts.clear();
    return Promise.resolve();
  }),
);

export const HOURS = [crashes, waits, sweeps, sweeps, arrivals];
