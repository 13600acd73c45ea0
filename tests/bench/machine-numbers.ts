import { MAX_ROWS } from '#actions/download.ts';
import { asidesPath, countPath, signaturesPath } from '#domain/api-paths.ts';
import { partsFor } from '#domain/part.ts';
import { openDataFile } from '#sqlite/data-file.ts';
import { toRecord } from '#store/stored-signature.ts';
import { aSignature, someIds } from '../store/a-signature.ts';
import type { BenchRow } from './bench-row.ts';
import { CAMPAIGN, TOKEN } from './functions.ts';
import type { Machine } from './one-machine.ts';
import { median, timeOf } from './samples.ts';
import { startServe } from './serve-process.ts';

const STORE = 'signatures-production';
const BUDGET = { totalMs: 60_000, attemptMs: 60_000 };
const ASIDES = 1_000;
const COUNT_GOAL_MS = 200;
const DOWNLOAD_GOAL_S = 5;
const AT_ONCE = 16;
/** So many writes wait at once while a file is filled. */
const FILLED_AT_ONCE = 1_000;
const AS_ORGANIZER = { authorization: `Bearer ${TOKEN}` };

/** Measures how long numbers and downloads of many signatures take, and what memory they leave. */
export async function benchMachineNumbers(machine: Machine): Promise<BenchRow[]> {
  return [...(await benchMany(machine)), ...(await benchCounts(machine))];
}

/** Many sign; then all are downloaded, in as many parts as an organizer's page asks for. */
async function benchMany({ isQuick, load, inFolder }: Machine): Promise<BenchRow[]> {
  const signatures = isQuick ? 2_000 : 100_000;
  return inFolder(async (folder) => {
    await using serve = await startServe(folder);
    const order = { port: serve.port, kind: 'form', connections: AT_ONCE, from: 0 } as const;
    const signed = await load({ ...order, limit: { requests: signatures } });
    const many = signatures.toLocaleString('en');
    const rows: BenchRow[] = [
      {
        what: `memory of serve after ${many} signatures`,
        value: await serve.memoryMb(),
        unit: 'MB',
        note: `${signed.good} of ${signed.answers} taken in ${signed.seconds.toFixed(1)} s, the slowest ${signed.slowestMs.toFixed(0)} ms`,
      },
    ];
    const parts = partsFor(signatures, MAX_ROWS);
    for (const format of ['csv', 'ndjson']) {
      let found = 0;
      const ms = await timeOf(async () => {
        for (let part = 1; part <= parts; part += 1) {
          found += await linesAt(
            serve.port,
            `${signaturesPath(CAMPAIGN)}?format=${format}&part=${part}/${parts}`,
          );
        }
      });
      // Each part of a CSV has a header.
      const downloaded = found - (format === 'csv' ? parts : 0);
      if (downloaded !== signatures) throw new RangeError(`It had ${downloaded} rows of ${signatures}.`);
      rows.push({
        what: `download of ${many} as ${format}`,
        value: ms / 1000,
        unit: 's',
        goal: `≤ ${DOWNLOAD_GOAL_S} s`,
        isMet: ms / 1000 <= DOWNLOAD_GOAL_S,
        note: `${parts} parts, one after the other; memory after it ${(await serve.memoryMb()).toFixed(0)} MB`,
      });
    }
    return rows;
  });
}

/** The first count of a process, which no cache has. */
async function benchCounts({ isQuick, inFolder }: Machine): Promise<BenchRow[]> {
  const signatures = isQuick ? 10_000 : 1_000_000;
  return inFolder(async (folder) => {
    const ids = someIds(signatures);
    await fill(folder, ids);
    const rows = [await benchCount(folder, signatures, 0, isQuick)];
    {
      await using serve = await startServe(folder);
      const response = await fetch(at(serve.port, asidesPath(CAMPAIGN)), {
        method: 'POST',
        headers: { ...AS_ORGANIZER, 'content-type': 'application/json' },
        body: JSON.stringify({ ids: ids.slice(0, ASIDES), reason: 'A benchmark' }),
      });
      if (!response.ok) throw new RangeError(`Setting aside was answered ${response.status}.`);
    }
    return [...rows, await benchCount(folder, signatures, ASIDES, isQuick)];
  });
}

async function benchCount(
  folder: string,
  signatures: number,
  setAside: number,
  isQuick: boolean,
): Promise<BenchRow> {
  const starts = isQuick ? 1 : 5;
  const times: number[] = [];
  let memory = 0;
  for (let turn = 0; turn < starts; turn += 1) {
    await using serve = await startServe(folder);
    // Another campaign's count reads the content, which the first request of a process always does.
    await fetch(at(serve.port, countPath('asks-nothing')));
    times.push(
      await timeOf(async () => {
        const text = await (await fetch(at(serve.port, countPath(CAMPAIGN)))).text();
        if (!text.includes(`"online":${signatures - setAside},`))
          throw new RangeError(`It counted wrongly: ${text}`);
      }),
    );
    memory = Math.max(memory, await serve.memoryMb());
  }
  const value = median(times);
  const aside = setAside > 0 ? `, ${setAside.toLocaleString('en')} of them set aside` : '';
  return {
    what: `count of ${signatures.toLocaleString('en')}${aside}`,
    value,
    unit: 'ms',
    goal: `≤ ${COUNT_GOAL_MS} ms`,
    isMet: value <= COUNT_GOAL_MS,
    note: `the first of a process, median of ${starts}, memory after it ${memory.toFixed(0)} MB`,
  };
}

/** Writes signatures into the file, as the server would. */
async function fill(folder: string, ids: readonly string[]): Promise<void> {
  const file = openDataFile(folder);
  const blobs = file.stores(BUDGET).open(STORE);
  for (let start = 0; start < ids.length; start += FILLED_AT_ONCE) {
    const some = ids.slice(start, start + FILLED_AT_ONCE);
    await Promise.all(some.map((id) => blobs.create(`${CAMPAIGN}/${id}`, toRecord(aSignature({ id })))));
  }
  await file.close();
}

async function linesAt(port: number, path: string): Promise<number> {
  const response = await fetch(at(port, path), { headers: AS_ORGANIZER });
  if (!response.ok || !response.body) throw new RangeError(`A part was answered ${response.status}.`);
  let lines = 0;
  for await (const chunk of response.body) for (const byte of chunk) if (byte === 10) lines += 1;
  return lines;
}

function at(port: number, path: string): URL {
  return new URL(path, `http://127.0.0.1:${port}`);
}
