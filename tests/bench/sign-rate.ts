import { getStore } from '@netlify/blobs';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { aSignature, someIds } from '../store/a-signature.ts';
import { bareBlobs } from './bare-blobs.ts';
import { besideLimit, besideOlder, type BenchRow, type Scale } from './bench-row.ts';
import { type BlobProcess, startBlobProcess } from './blob-process.ts';
import { CAMPAIGN, signFunction, signRequest } from './functions.ts';
import { olderFunctions } from './older.ts';
import { type Rate, ratesInTurns, rateOf } from './samples.ts';

/** One at a time shows what each waits for; sixteen show the rate when the CPU is the limit. */
const CONCURRENCIES = [1, 16];
/** How long the store takes, and the least part of bare writes that is asked for. */
const LATENCIES = [
  [0, 0.8],
  [5, 0.95],
] as const;
const SEALED_GOAL = 0.75;

/** How many signs are measured, how many at once, and how often. */
interface Load {
  readonly signs: number;
  readonly atOnce: number;
  readonly turns: number;
}

/**
 * Measures signs per second through the function, open and sealed. The limits are bare loops of conditional writes
 * on the same service. One goes through the blobs client as it comes, one by `node:http` alone.
 */
export async function benchSignRate({ isQuick, beside }: Scale): Promise<BenchRow[]> {
  await using blobs = await startBlobProcess();
  const older = await olderFunctions(beside);
  const rows: BenchRow[] = [];
  for (const atOnce of CONCURRENCIES) {
    for (const [latencyMs, goal] of LATENCIES) {
      await blobs.tell({ kind: 'latency', ms: latencyMs });
      // There are many short turns, so that other work of the machine affects all equally.
      const signs = latencyMs > 0 ? 50 * atOnce : 500;
      const load = { signs, atOnce, turns: isQuick ? 5 : 31 };
      const [open, set, write, sealed, before] = await ratesInTurns(load.turns, [
        await signing(load, blobs),
        bareSet(load, blobs),
        bareWrite(load, blobs),
        await sealedSigning(load, blobs),
        ...(older ? [await signing(load, blobs, await older.signFunction())] : []),
      ]);
      const named = (kind: string, value: number) => ({
        what: `${kind}, ${atOnce} at a time, store answers after ${latencyMs} ms`,
        value,
        unit: '/s',
        note: `median of ${load.turns} turns of ${signs}`,
      });
      rows.push(besideLimit(named('sign', open), { what: 'bare set of the client', value: set }, goal));
      rows.push(besideLimit(named('sign', open), { what: 'bare write by node:http', value: write }));
      rows.push(besideLimit(named('sealed sign', sealed), { what: 'open sign', value: open }, SEALED_GOAL));
      if (before !== undefined) rows.push(besideOlder(named('sign', open), before));
    }
  }
  return rows;
}

async function signing(
  load: Load,
  blobs: BlobProcess,
  sign?: (request: Request) => Promise<Response>,
): Promise<Rate> {
  const ask = sign ?? (await signFunction());
  for (let person = 0; person < 1000; person += 1) await ask(signRequest(person));
  return async () => {
    // The requests exist before the measurement, because the platform gives a function a finished request.
    const requests = Array.from({ length: load.signs }, (_, person) => signRequest(person));
    return rateOfEmptied(load, blobs, async (index) => {
      const response = await ask(requests[index] ?? signRequest(index));
      if (response.status !== 303) throw new RangeError(`A sign was answered ${response.status}.`);
    });
  };
}

async function sealedSigning(load: Load, blobs: BlobProcess): Promise<Rate> {
  const recipient = await identityToRecipient(await generateX25519Identity());
  const measure = await signing(load, blobs);
  return async (turn) => {
    process.env['SIGNATURE_RECIPIENTS'] = recipient;
    try {
      return await measure(turn);
    } finally {
      delete process.env['SIGNATURE_RECIPIENTS'];
    }
  };
}

function bareSet(load: Load, blobs: BlobProcess): Rate {
  const store = getStore('signatures-local');
  const records = someRecords(load.signs);
  return () =>
    rateOfEmptied(load, blobs, async (index) => {
      const [key = '', text = ''] = records[index] ?? [];
      const { modified, etag } = await store.set(key, text, { onlyIfNew: true });
      if (!modified || !etag) throw new RangeError('A write did not land.');
    });
}

function bareWrite(load: Load, blobs: BlobProcess): Rate {
  const store = bareBlobs(blobs.context, 'signatures-local');
  const records = someRecords(load.signs);
  return () =>
    rateOfEmptied(load, blobs, async (index) => {
      const [key = '', text = ''] = records[index] ?? [];
      await store.create(key, text);
    });
}

function someRecords(count: number): (readonly [string, string])[] {
  return someIds(count).map((id) => [`${CAMPAIGN}/${id}`, JSON.stringify(aSignature({ id }))] as const);
}

async function rateOfEmptied(
  { signs, atOnce }: Load,
  blobs: BlobProcess,
  task: (index: number) => Promise<void>,
) {
  await blobs.tell({ kind: 'clear' });
  globalThis.gc?.();
  return rateOf(signs, atOnce, task);
}
