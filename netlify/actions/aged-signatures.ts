import { calendarOf, daysAfter } from '#domain/calendar-date.ts';
import { partsFor } from '#domain/part.ts';
import { UNDATED_DAYS } from '#domain/retention.ts';
import { BATCH_ROWS, eraseBatch, type Erasing, type Folder } from './batch-erasure.ts';
import { settleEach, throwFailure } from './settle-each.ts';

/** The most signatures that one run reads to find the old ones of a campaign. */
const READ_ROWS = 10_000;
const HOUR_MS = 3_600_000;

/**
 * Erases the old signatures of a campaign without a last day, each by its own age. It reads none before the
 * first can be old. A large campaign is read in parts, one an hour: a million signatures take about five days.
 */
export async function eraseAged(
  folder: Folder,
  since: string,
  timeZone: string,
  erasing: Erasing,
): Promise<number> {
  const { store, numbers, now, hasTime } = erasing;
  const dayOf = calendarOf(timeZone);
  const today = dayOf(now());
  const isOld = (day: string) => today > daysAfter(day, UNDATED_DAYS);
  if (!isOld(since)) return 0;
  const keeping = await numbers?.open(folder.key);
  const of = partsFor(await store.count(folder.key), READ_ROWS);
  const number = 1 + (Math.floor(now().valueOf() / HOUR_MS) % of);
  const ids = await store.ids(folder.key, { number, of });
  let erased = 0;
  for (let start = 0; start < ids.length && hasTime(); start += BATCH_ROWS) {
    const batch = ids.slice(start, start + BATCH_ROWS);
    const read = await settleEach(batch, (id) => store.read(folder.key, id));
    const old = read.flatMap((outcome) => {
      const signature = outcome.status === 'fulfilled' ? outcome.value : null;
      return signature && isOld(dayOf(new Date(signature.signedAt))) ? [signature.id] : [];
    });
    erased += await eraseBatch(folder, old, erasing, keeping);
    throwFailure(read);
  }
  return erased;
}
