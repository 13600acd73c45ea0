import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { BareNews, BareOrder } from './bare-server.ts';
import { type BenchRow, besideLimit } from './bench-row.ts';
import { CAMPAIGN } from './functions.ts';
import type { LoadKind, LoadOrder } from './load-process.ts';
import { startNginx, type StaticPage } from './nginx.ts';
import type { Machine } from './one-machine.ts';
import { ratesInTurns } from './samples.ts';
import { type ServeProcess, startServe } from './serve-process.ts';
import { startServerProcess } from './server-process.ts';

const AT_ONCE = 16;
const RATIO_GOAL = 0.5;
const SIGNS_GOAL = 2_000;
const OPEN_CONNECTIONS = 1_000;
const PAGE = `/${CAMPAIGN}/`;

/** Measures signatures and pages a second beside the least that serves the same, and memory under connections. */
export async function benchMachineRates(machine: Machine): Promise<BenchRow[]> {
  return machine.inFolder(async (folder) => {
    await using serve = await startServe(folder);
    const page = await pageOf(serve.port);
    await using bare = await startServerProcess<BareOrder, BareNews>('bare-server.ts');
    const told = { headers: page.headers, base64: page.bytes.toString('base64') };
    const { port: barePort } = await bare.tell({ folder, page: told });
    await using nginx = await startNginx(folder, page);
    const rate = rates(machine, serve.port);
    const rows: BenchRow[] = [];
    for (const [kind, name] of [
      ['form', 'signatures a second from forms'],
      ['json', 'signatures a second in JSON'],
    ] as const) {
      const measured = await rate(kind, barePort);
      const limit = { what: 'bare node:http, one insert each', value: measured.limit };
      const what = `${name}, ${AT_ONCE} at once`;
      rows.push(
        besideLimit({ what, value: measured.ours, unit: '/s', note: measured.note }, limit, RATIO_GOAL),
      );
      const isMet = measured.ours >= SIGNS_GOAL;
      rows.push({ what: '  the same', value: measured.ours, unit: '/s', goal: `≥ ${SIGNS_GOAL}`, isMet });
    }
    rows.push(...(await timing(machine, serve.port)));
    const pages = await rate('page', nginx?.port ?? barePort);
    const limit = { what: nginx ? 'nginx, the same bytes' : 'bare node:http', value: pages.limit };
    const what = `pages a second, ${AT_ONCE} at once`;
    rows.push(besideLimit({ what, value: pages.ours, unit: '/s', note: pages.note }, limit, RATIO_GOAL));
    rows.push(await memoryUnderConnections(machine, serve));
    return rows;
  });
}

/** Measures a kind of request in turns, at our server and at the other one. */
function rates({ isQuick, load }: Machine, port: number) {
  const turns = isQuick ? 2 : 7;
  const ms = isQuick ? 300 : 1_500;
  let from = 0;
  return async (kind: LoadKind, otherPort: number) => {
    const rateAt = async (port: number) => {
      const report = await load({ port, kind, connections: AT_ONCE, limit: { ms }, from, path: PAGE });
      from += report.answers + AT_ONCE;
      if (report.good < report.answers || report.broken > 0) {
        throw new RangeError(
          `Of ${report.answers} answers ${report.good} were good, ${report.broken} broke.`,
        );
      }
      return report.good / report.seconds;
    };
    const [ours, limit] = await ratesInTurns(turns, [() => rateAt(port), () => rateAt(otherPort)]);
    return { ours, limit, note: `median of ${turns} turns of ${ms / 1000} s` };
  };
}

/** Compares the time of a first sign with that of the same once more. Nobody else signs, so nothing hides it. */
async function timing({ isQuick, load }: Machine, port: number): Promise<BenchRow[]> {
  const requests = isQuick ? 40 : 4_000;
  const limit = { requests };
  const report = await load({ port, kind: 'form', connections: 1, limit, from: 9_000_000, isTwice: true });
  return [
    {
      what: 'sign again, median',
      value: report.againMedianMs,
      unit: 'ms',
      limit: { what: 'first', value: report.medianMs },
      ratio: report.againMedianMs / report.medianMs,
      goal: 'no difference to be seen',
      note: `${requests / 2} pairs, one at a time`,
    },
  ];
}

async function memoryUnderConnections({ load }: Machine, serve: ServeProcess): Promise<BenchRow> {
  const connections = OPEN_CONNECTIONS;
  const limit = { requests: 5 * connections };
  const order: LoadOrder = { port: serve.port, kind: 'page', path: PAGE, connections, limit, from: 0 };
  const { good, answers, broken, slowestMs } = await load({ ...order, isHeld: true });
  return {
    what: `memory of serve with ${connections.toLocaleString('en')} open connections`,
    value: await serve.memoryMb(),
    unit: 'MB',
    note: `${good} of ${answers} pages good, ${broken} broken, the slowest ${slowestMs.toFixed(0)} ms`,
  };
}

/** The campaign's page, as our server sends it. */
async function pageOf(port: number): Promise<StaticPage> {
  const request = get({ port, host: '127.0.0.1', path: PAGE, headers: { 'accept-encoding': 'br' } });
  const [response] = (await once(request, 'response')) as unknown[] as [IncomingMessage];
  const chunks = (await response.toArray()) as Buffer[];
  const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const);
  return { path: PAGE, bytes: Buffer.concat(chunks), headers: Object.fromEntries(headers) };
}
