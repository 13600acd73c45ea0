export type Operation = 'put' | 'get' | 'head' | 'delete' | 'list';

/** Authorised requests by operation, each counted on arrival. A client's retries count one by one. */
export interface OperationCount extends Readonly<Record<Operation, number>> {
  readonly total: number;
  /**
   * Requests that have arrived and are not over: neither answered nor broken off.
   * One that is held back with a write that may yet land counts too.
   */
  readonly inFlight: number;
  /** The most requests that were ever in flight at once. */
  readonly peakInFlight: number;
  /** Sets every number but `inFlight` back. */
  reset(): void;
  /** Resolves once nothing is in flight, so that no write of an abandoned request can land later. */
  idle(): Promise<void>;
}

/** The counters as the service itself uses them. */
export interface OperationCounter {
  readonly count: OperationCount;
  /** Counts an arrival and answers its number among its kind, from 1. */
  begin(operation: Operation): number;
  end(): void;
}

export function createOperationCounter(): OperationCounter {
  const numbers = { put: 0, get: 0, head: 0, delete: 0, list: 0, total: 0, inFlight: 0, peakInFlight: 0 };
  let waiting: (() => void)[] = [];
  const count = Object.assign(numbers, {
    reset() {
      const { inFlight } = numbers;
      Object.assign(numbers, {
        put: 0,
        get: 0,
        head: 0,
        delete: 0,
        list: 0,
        total: 0,
        peakInFlight: inFlight,
      });
    },
    idle(): Promise<void> {
      return new Promise((resolve) => {
        if (numbers.inFlight === 0) resolve();
        else waiting.push(resolve);
      });
    },
  });
  return {
    count,
    begin(operation) {
      numbers.total += 1;
      numbers.inFlight += 1;
      numbers.peakInFlight = Math.max(numbers.peakInFlight, numbers.inFlight);
      numbers[operation] += 1;
      return numbers[operation];
    },
    end() {
      numbers.inFlight -= 1;
      if (numbers.inFlight > 0) return;
      for (const resolve of waiting) resolve();
      waiting = [];
    },
  };
}
