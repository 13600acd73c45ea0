import type { BenchRow, Scale } from './bench-row.ts';
import { startBlobProcess } from './blob-process.ts';
import { type MailKind, mailFunctions } from './functions.ts';
import { startMailProcess } from './mail-process.ts';
import { median, rateOf, spreadOf, timeOf } from './samples.ts';

const STORE_MS = 20;
/** How long the mail server takes for a mail. It answers a session without a mail at once. */
const MAIL_MS = { fromMs: 150, toMs: 350 };
const CONCURRENCY = 4;
const KINDS: readonly MailKind[] = ['signing', 'withdrawing', 'news'];
/** An address that had all its mails of the day. */
const USED_UP = 'used-up@example.org';

/**
 * Measures whether the time of an answer shows that an address was asked for before. It also measures whether it
 * shows that no mail went. The cases take turns.
 */
export async function benchMailTiming({ isQuick }: Scale): Promise<BenchRow[]> {
  await using blobs = await startBlobProcess();
  await using mails = await startMailProcess();
  const ask = await mailFunctions();
  const turns = isQuick ? 20 : 300;
  await mails.tell({ kind: 'delay', ...MAIL_MS });
  for (const kind of KINDS) for (let mail = 0; mail < 20; mail += 1) await ask[kind](USED_UP);
  await blobs.tell({ kind: 'latency', ms: STORE_MS });
  const rows: BenchRow[] = [];
  for (const kind of KINDS) {
    const times = { first: [] as number[], repeated: [] as number[], beyond: [] as number[] };
    await rateOf(turns, CONCURRENCY, async (person) => {
      const email = `${kind}-${person}@example.org`;
      // What comes first in a turn is not always the same. The second request for an address is the repeated one.
      const isBeyondFirst = person % 2 === 0;
      if (isBeyondFirst) times.beyond.push(await timeOf(() => ask[kind](USED_UP)));
      times.first.push(await timeOf(() => ask[kind](email)));
      times.repeated.push(await timeOf(() => ask[kind](email)));
      if (!isBeyondFirst) times.beyond.push(await timeOf(() => ask[kind](USED_UP)));
    });
    const note = `${turns} turns, ${CONCURRENCY} at a time, a mail takes ${MAIL_MS.fromMs}–${MAIL_MS.toMs} ms`;
    const first = median(times.first);
    rows.push({ what: `${kind} by mail, first, median`, value: first, unit: 'ms', note });
    for (const [name, some] of [
      ['repeated', times.repeated],
      ['beyond the limit', times.beyond],
    ] as const) {
      rows.push({
        what: `${kind} by mail, ${name}, median`,
        value: median(some),
        unit: 'ms',
        limit: { what: 'first', value: first },
        goal: 'no difference to be seen',
        note: `differs by ${(median(some) - first).toFixed(2)} ms; spread of one: ${spreadOf(some)} ms`,
      });
    }
  }
  return rows;
}
