import fc from 'fast-check';
import { expect, vi } from 'vitest';
import { dayIn, daysAfter } from '#domain/calendar-date.ts';
import type { Numbers } from '#store/stored-numbers.ts';
import retention from '../../../netlify/functions/retention.ts';
import type { Fault } from '../../blob-service/fault-plan.ts';
import { invocation } from '../../functions/platform.ts';
import { tellAll, trouble } from '../command.ts';
import { afterTheAge } from '../commands.ts';
import { inTrouble } from '../world.ts';
import {
  asidesIn,
  type Book,
  command,
  isAside,
  liveIn,
  note,
  numbersIn,
  truth,
  type World,
} from './ledger.ts';
import { RETENTION_DAYS, TIME_ZONE } from './own-content.ts';
import { expectRead } from './reading.ts';

const HOUR_MS = 3_600_000;
const AGE_DAYS = 730;

/** Often enough the store deletes nothing for a whole run, or only a part. */
const outage = fc.integer({ min: 5, max: 120 }).map((length) => ({
  operation: 'delete' as const,
  faults: Array<Fault>(length).fill({ status: 500 }),
}));
const deleting = fc.oneof({ weight: 3, arbitrary: trouble('delete') }, { weight: 1, arbitrary: outage });

/** The hourly function runs, an hour or more after its last run. */
export const HOURLY = fc.tuple(trouble('list'), trouble('get'), trouble('put'), deleting).map((troubles) =>
  command(`hourly(${tellAll(troubles)})`, async ({ books }, world) => {
    vi.setSystemTime(Date.now() + HOUR_MS);
    const before = books.map((book) => ({
      book,
      numbers: numbersIn(world, book.campaign),
      ...truth(book),
    }));
    const day = new Date().toISOString().slice(0, 10);
    const { status } = await inTrouble(world, troubles, () =>
      retention(new Request('https://petition.example/'), invocation()),
    );
    const isSound = troubles.every(({ faults }) => faults.length === 0);
    expect(isSound ? [200] : [200, 503]).toContain(status);
    for (const { book, numbers, online, setAside } of before) {
      learnErased(book, world);
      const run: Run = {
        before: numbers,
        after: numbersIn(world, book.campaign),
        online,
        setAside,
        day,
        isSound,
      };
      if (book.campaign.isDiscreet) expectCoarse(run, world);
      else expectExact(run);
      // What broke off is settled by the next run. Until then a list would tell a smaller number.
      if (run.after?.pending) {
        await afterTheAge();
        await expectRead(book, 'count', world);
      }
    }
  }),
);

/** What one run did to one campaign. */
interface Run {
  readonly before: Numbers | null;
  readonly after: Numbers | null;
  /** The true numbers. Nothing but retention changes anything in a run. */
  readonly online: number;
  readonly setAside: number;
  readonly day: string;
  readonly isSound: boolean;
}

/** What retention erased stays in the number. It erases nothing before its day. */
function learnErased(book: Book, world: World): void {
  const live = liveIn(world, book.campaign);
  const gone = [...book.live].filter((id) => !live.has(id));
  expect(live.isSubsetOf(book.live), 'an hourly run adds no signature').toBe(true);
  if (gone.length > 0) {
    expect(isDue(book), `${book.campaign.key} is due`).toBe(true);
    note(world, book.campaign.closes === null ? 'erased by age' : 'erased after the end');
  }
  for (const id of gone) book.gone[isAside(book, id) ? 'aside' : 'counted'] += 1;
  book.live = live;
  const asides = asidesIn(world, book.campaign);
  if (asides.size < book.asides.size)
    expect([asides.size, live.size], 'asides go with the last').toEqual([0, 0]);
  book.asides = asides;
  if (numbersIn(world, book.campaign)?.pending) note(world, 'broke off');
}

function isDue({ campaign: { closes } }: Book): boolean {
  return dayIn(TIME_ZONE, new Date()) > daysAfter(closes ?? '2026-03-01', closes ? RETENTION_DAYS : AGE_DAYS);
}

function expectExact({ before, after, online, setAside, isSound }: Run): void {
  const published = after && { online: after.online, setAside: after.setAside };
  const now = { online, setAside };
  if (after?.pending)
    expect(published, 'the number that stands while erasing').toEqual(
      before?.pending && before.erased === after.erased
        ? { online: before.online, setAside: before.setAside }
        : now,
    );
  else if (isSound) expect(published ?? { online: 0, setAside: 0 }).toEqual(now);
  else if (after !== null && before !== null) {
    expect([now, { online: before.online, setAside: before.setAside }]).toContainEqual(published);
  }
  expectHistory(after);
}

/** It changes once a day at most, never by something fine, and by nothing that retention does. */
function expectCoarse({ before, after, online, setAside, day, isSound }: Run, world: World): void {
  const [was, is] = [before?.coarse ?? null, after?.coarse ?? null];
  const moved = Math.abs(online - (was?.true ?? 0));
  if (is === null || is.change === was?.change) {
    expect([after?.online ?? 0, after?.setAside ?? 0]).toEqual([before?.online ?? 0, before?.setAside ?? 0]);
    // A change was due, unless it came to the same number.
    const isDue = isSound && (was === null || day > was.day) && moved >= 29;
    const shown = after?.online ?? 0;
    const isNear = shown === 0 ? online < 59 : Math.abs(online - 14.5 - shown) < 15;
    if (isDue) expect(isNear, 'a change is missing').toBe(true);
  } else {
    note(world, 'changed coarsely');
    expect(is).toEqual({ change: (was?.change ?? 0) + 1, day, true: online });
    expect(day > (was?.day ?? ''), 'once a day').toBe(true);
    expect(moved, 'a step').toBeGreaterThanOrEqual(10);
    const shown = after?.online ?? 0;
    if (shown === 0) expect([online < 59, after?.setAside], 'hidden').toEqual([true, 0]);
    else {
      expect(online - shown, 'the amount').toBeLessThan(30);
      expect(online - shown, 'the amount').toBeGreaterThanOrEqual(0);
      expect([shown >= 30, after?.setAside], 'shown').toEqual([true, setAside]);
    }
  }
  expectHistory(after);
}

/** The last point and the last correction are what is published. */
function expectHistory(numbers: Numbers | null): void {
  if (numbers === null) return;
  const { points, corrections, online, setAside } = numbers;
  expect([points.at(-1)?.[1] ?? 0, corrections.at(-1)?.[1] ?? 0], 'history').toEqual([online, setAside]);
}
