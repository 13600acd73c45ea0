import { expect, vi } from 'vitest';
import { dayIn, daysAfter } from '#domain/calendar-date.ts';
import retention from '../../netlify/functions/retention.ts';
import { invocation, STORE } from '../functions/platform.ts';
import { someIds } from '../store/a-signature.ts';
import { type Command, command, tellAll } from './command.ts';
import { inTrouble, type Model, type Removed, type Trouble, type World } from './world.ts';

/** The slug of a campaign that an editor removed. */
const REMOVED = 'removed-river';
/** The site's retention in `content.ts`. */
const RETENTION_DAYS = 180;
/** The time of one run. The other campaign has no last day, and its signatures stay for so long. */
const LAST_DAY = '2028-02-01';
const DAY_MS = 86_400_000;

/** Every run of the model begins on this day. */
export function beginDays(): void {
  vi.setSystemTime(new Date('2026-03-01T17:00:00Z'));
}

const today = () => dayIn('America/New_York', new Date());
const rowsOf = ({ blobs }: World) => blobs.keys(STORE, `${REMOVED}/`).length;

/** An editor removes a campaign, and three signatures are left in the store. */
export function removeCampaign(): Command {
  return command('removeCampaign()', (_, world) => {
    if (rowsOf(world) === 0)
      world.blobs.seed(
        STORE,
        someIds(3).map((id) => [`${REMOVED}/${id}`, '{}'] as const),
      );
    return Promise.resolve();
  });
}

/** Days pass, and retention runs. */
export function retain(given: { readonly days: number; readonly troubles: readonly Trouble[] }): Command {
  const { days, troubles } = given;
  return command(`retain(${days}, ${tellAll(troubles)})`, async (model, world) => {
    const later = new Date(Date.now() + days * DAY_MS);
    if (dayIn('UTC', later) < LAST_DAY) vi.setSystemTime(later);
    const { removed } = model;
    const before = { day: today(), rows: rowsOf(world) };
    if (before.rows > 0) removed.maybeSince ??= before.day;
    const { status } = await inTrouble(world, troubles, run);
    const rows = rowsOf(world);
    expect(rows).toBeLessThanOrEqual(before.rows);
    if (!isDue(removed.maybeSince, today())) expect(rows).toBe(before.rows);
    if (troubles.every(({ faults }) => faults.length === 0)) {
      expect(status).toBe(200);
      if (isDue(removed.since, before.day)) expect(rows).toBe(0);
    }
    // Midnight may pass in a run, and its mark may then be of the later day.
    if (status === 200) note(model, rows, today());
    // A run that failed once nothing was left may have removed the mark, or may not.
    else if (rows === 0) removed.since = null;
  });
}

function run(): Promise<Response> {
  return retention(new Request('https://petition.example/'), invocation());
}

function isDue(since: Removed['since'], day: string): boolean {
  return since !== null && day > daysAfter(since, RETENTION_DAYS);
}

/** A run that succeeded has a mark for what is left, and none for what is gone. */
function note({ removed }: Model, rows: number, day: string): void {
  removed.since = rows > 0 ? (removed.since ?? day) : null;
  if (rows === 0) removed.maybeSince = null;
}
