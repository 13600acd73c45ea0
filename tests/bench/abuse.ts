import type { BenchRow, Scale } from './bench-row.ts';
import { startBlobProcess } from './blob-process.ts';
import { type MailKind, mailFunctions } from './functions.ts';
import { startMailProcess } from './mail-process.ts';
import type { MailReport } from './mail-server.ts';
import { median, rateOf, timeOf } from './samples.ts';

const CONCURRENCY = 4;
/** Requests in one turn. */
const BLOCK = 100;
/** How many requests for one address, and as many for strangers. `most`: the mails that one address may get. */
const FLOODS: readonly { readonly kind: MailKind; readonly requests: number; readonly most: number }[] = [
  { kind: 'signing', requests: 10_000, most: 3 },
  { kind: 'withdrawing', requests: 2_000, most: 1 },
  { kind: 'news', requests: 2_000, most: 1 },
];

/**
 * Floods one address with requests, and as many strangers with one each. It measures which mails went, and what
 * the store keeps. It compares what an answer of the one and of the other costs.
 */
export async function benchAbuse({ isQuick }: Scale): Promise<BenchRow[]> {
  await using blobs = await startBlobProcess();
  await using mails = await startMailProcess();
  const functions = await mailFunctions();
  const rows: BenchRow[] = [];
  for (const { kind, requests, most } of FLOODS) {
    const ask = functions[kind];
    const count = isQuick ? BLOCK : requests;
    const one = new Flooded(() => `victim-${kind}@example.org`);
    const strangers = new Flooded((request) => `${kind}-${request}@example.org`);
    for (let warm = 0; warm < BLOCK; warm += 1) await ask(`warm-${warm}@example.org`);
    await blobs.tell({ kind: 'clear' });
    let { keys: keysBefore = 0 } = await blobs.tell({ kind: 'operations' });
    await mails.tell({ kind: 'report' });
    // The two take turns, so that other work of the machine affects both equally.
    for (let start = 0; start < count; start += BLOCK) {
      for (const flooded of [one, strangers]) {
        await rateOf(BLOCK, CONCURRENCY, async (request) => {
          flooded.times.push(await timeOf(() => ask(flooded.addressOf(start + request))));
        });
        const { total = 0, keys = 0 } = await blobs.tell({ kind: 'operations' });
        flooded.add(await mails.tell({ kind: 'report' }), { operations: total, keys: keys - keysBefore });
        keysBefore = keys;
      }
    }
    rows.push(...toRows({ kind, count, most, one, strangers }));
  }
  return rows;
}

/** What came of a flood so far. */
class Flooded {
  readonly addressOf: (request: number) => string;
  readonly times: number[] = [];
  mails = 0;
  mostForOne = 0;
  keys = 0;
  operations = 0;

  constructor(addressOf: (request: number) => string) {
    this.addressOf = addressOf;
  }

  add({ mails, mostForOne }: MailReport, { operations, keys }: { operations: number; keys: number }): void {
    this.mails += mails;
    this.mostForOne = Math.max(this.mostForOne, mostForOne);
    this.operations += operations;
    this.keys += keys;
  }
}

interface Floods {
  readonly kind: MailKind;
  readonly count: number;
  readonly most: number;
  readonly one: Flooded;
  readonly strangers: Flooded;
}

function toRows({ kind, count, most, one, strangers }: Floods): BenchRow[] {
  const many = count.toLocaleString('en');
  return [
    {
      what: `${many} requests for one address, ${kind}`,
      value: one.mails,
      unit: 'mails',
      goal: `= ${most}`,
      isMet: one.mails === most,
    },
    {
      what: `${many} strangers, ${kind}`,
      value: strangers.mails,
      unit: 'mails',
      goal: `= ${many}, 1 each`,
      isMet: strangers.mails === count && strangers.mostForOne === 1,
    },
    compared('  keys that the store keeps of it', 'keys', one.keys, strangers.keys),
    compared('  store operations of a request', '', one.operations / count, strangers.operations / count),
    compared('  answer, median', 'ms', median(one.times), median(strangers.times)),
  ];
}

function compared(what: string, unit: string, value: number, ofStrangers: number): BenchRow {
  const limit = { what: 'strangers', value: ofStrangers };
  return { what, value, unit, limit, ratio: value / ofStrangers };
}
