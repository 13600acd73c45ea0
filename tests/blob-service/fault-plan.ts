import type { Operation } from './operation-count.ts';

type FaultStatus = 403 | 413 | 429 | 500 | 503;

/**
 * What goes wrong with one operation.
 * - `{ status }`: refused, nothing landed; with `landed: true` the write landed and the reply denies it. `resetAt` is sent as
 *   X-RateLimit-Reset, in seconds since 1970.
 * - `lostBefore`: the connection is destroyed, nothing landed. `lostAfter`: the write landed, the connection is destroyed.
 * - `hang`: no reply ever, nothing landed. `hangAfter`: no reply ever, the write landed.
 * - `truncated`: the whole content-length is declared, half of the body is sent, the connection is destroyed. A reply without a
 *   body is lost instead, as in `lostAfter`.
 * - `stale`: a get or head answers as if the last write on that key had not landed.
 *   A list answers as if the last write in that store had not. Reads with strong consistency (`uncachedEdgeURL`) and writes stay true. `staleDespiteStrong` bites strong reads too.
 *   Refused writes are no writes, and seeding is none either.
 * - `{ until }`: is carried out once the promise settles, as a request that is held up on its way.
 */
export type Fault =
  | 'lostBefore'
  | 'lostAfter'
  | 'hang'
  | 'hangAfter'
  | 'truncated'
  | 'stale'
  | 'staleDespiteStrong'
  | HeldUp
  | Refusal;

/** What it is once nothing is held up any more. */
export type Harm = Exclude<Fault, HeldUp>;

interface HeldUp {
  readonly until: Promise<unknown>;
}

export interface Refusal {
  readonly status: FaultStatus;
  readonly resetAt?: number;
  readonly landed?: boolean;
}

/** `key` is the prefix for a list; `number` counts this operation's requests from 1 since the counters were last reset. */
type FaultChooser = (operation: Operation, key: string, number: number) => Fault | undefined;

/** Where several apply, `next` comes before `decide`, `decide` before `always`. */
export interface FaultPlan {
  /** Queues a fault for the next request (or the next `times` requests) of this operation. */
  next(operation: Operation, fault: Fault, times?: number): void;
  always(operation: Operation, fault: Fault): void;
  decide(chooser: FaultChooser): void;
  /** Empties the plan. Replies that hang end with 403: clients try a lost connection again, but not a refusal. */
  clear(): void;
  /** Requests that met a fault since the start or the last `clear`. */
  readonly taken: number;
}

/** The plan as the service itself uses it. */
export interface FaultSource extends FaultPlan {
  take(operation: Operation, key: string, number: number): Fault | undefined;
  /** Aborts with the next `clear`. */
  readonly cleared: AbortSignal;
}

export function createFaultPlan(): FaultSource {
  const queues = new Map<Operation, Fault[]>();
  const standing = new Map<Operation, Fault>();
  let choose: FaultChooser = () => undefined;
  let taken = 0;
  let clearing = new AbortController();

  return {
    get taken() {
      return taken;
    },
    get cleared() {
      return clearing.signal;
    },
    next(operation, fault, times = 1) {
      const queue = queues.get(operation) ?? [];
      queues.set(operation, queue.concat(Array.from({ length: times }, () => fault)));
    },
    always(operation, fault) {
      standing.set(operation, fault);
    },
    decide(chooser) {
      choose = chooser;
    },
    clear() {
      queues.clear();
      standing.clear();
      choose = () => undefined;
      taken = 0;
      const ended = clearing;
      clearing = new AbortController();
      ended.abort();
    },
    take(operation, key, number) {
      const fault =
        queues.get(operation)?.shift() ?? choose(operation, key, number) ?? standing.get(operation);
      if (fault !== undefined) taken += 1;
      return fault;
    },
  };
}

/** Waits as long as the request is held up, and gives the fault that it meets after that. */
export async function faultAfterWait(fault: Fault | undefined): Promise<Harm | undefined> {
  if (typeof fault !== 'object' || !('until' in fault)) return fault;
  await fault.until;
  return undefined;
}
