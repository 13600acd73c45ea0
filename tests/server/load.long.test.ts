import { fork } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { LoadOrder, LoadReport } from '../bench/load-process.ts';
import { aMachine } from './serve-process.ts';
import { recorded } from './signing-client.ts';

const PEOPLE = Number(process.env['LOAD_PEOPLE']);
const CONNECTIONS = 500;
const AT_ONCE = 40;

/** Sends forms from a process of its own, each from a person behind an address of their own. */
async function crowd(): Promise<((order: Omit<LoadOrder, 'kind'>) => Promise<LoadReport>) & Disposable> {
  const child = fork(new URL('../bench/load-process.ts', import.meta.url), { stdio: 'inherit' });
  await once(child, 'message');
  const send = async (order: Omit<LoadOrder, 'kind'>): Promise<LoadReport> => {
    child.send({ ...order, kind: 'form' });
    const [report] = (await once(child, 'message')) as [LoadReport];
    return report;
  };
  return Object.assign(send, { [Symbol.dispose]: () => void child.kill() });
}

describe(`${PEOPLE} people behind ${CONNECTIONS} connections`, () => {
  it(
    'are all taken without an error, each once, from the first second on',
    { timeout: 3_600_000 },
    async () => {
      await using machine = await aMachine();
      using send = await crowd();
      const { origin, port, end } = await machine.start();
      const first = await send({ port, connections: AT_ONCE, limit: { requests: AT_ONCE }, from: 0 });
      expect(first).toMatchObject({ answers: AT_ONCE, good: AT_ONCE, broken: 0 });
      const all = { connections: CONNECTIONS, limit: { requests: PEOPLE }, from: AT_ONCE };
      const report = await send({ port, ...all });
      expect(report).toMatchObject({ answers: PEOPLE, good: PEOPLE, broken: 0 });
      const { people, online } = await recorded(origin);
      expect([people.length, new Set(people).size, online]).toEqual(Array(3).fill(PEOPLE + AT_ONCE));
      const { seconds, medianMs, slowestMs } = report;
      console.info(
        `${PEOPLE} in ${seconds.toFixed(1)} s, ${Math.round(PEOPLE / seconds)} a second, median ${medianMs.toFixed(0)} ms, slowest ${slowestMs.toFixed(0)} ms`,
      );
      expect(await end('SIGTERM')).toBe(0);
    },
  );
});
