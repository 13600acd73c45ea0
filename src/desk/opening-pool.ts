import type { OpenedSeal } from '#sealing/seal-opener.ts';
import type { OpeningAnswer, OpeningTask } from './opening-worker.ts';

/** The part of `Worker` that the pool uses. */
export interface OpeningWorker {
  postMessage(task: OpeningTask): void;
  terminate(): void;
  onmessage: ((event: MessageEvent<OpeningAnswer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

interface Batch {
  readonly seals: readonly string[];
  readonly resolve: (opened: readonly OpenedSeal[]) => void;
  readonly reject: (error: Error) => void;
}

/** Seals in one batch for a worker: about 80 ms of work, so that rows appear steadily. */
export const BATCH = 100;

/** Workers with the keys, which share the seals. Each opens one batch at a time. */
export class OpeningPool {
  readonly #workers: OpeningWorker[];
  readonly #idle: OpeningWorker[];
  readonly #waiting: Batch[] = [];
  readonly #underway = new Map<OpeningWorker, Batch>();

  private constructor(workers: OpeningWorker[]) {
    this.#workers = workers;
    this.#idle = [...workers];
    for (const worker of workers) {
      worker.onmessage = ({ data }) => this.#receive(worker, data);
      worker.onerror = () => this.close();
    }
  }

  /**
   * A pool of `size` workers with the keys, or `null` if a key is invalid. Rejects if a worker does not
   * start.
   */
  static async start(
    keys: readonly string[],
    startWorker: () => OpeningWorker,
    size: number,
  ): Promise<OpeningPool | null> {
    const workers = Array.from({ length: size }, startWorker);
    try {
      const ready = await Promise.all(workers.map((worker) => giveKeys(worker, keys)));
      if (ready.every(Boolean)) return new OpeningPool(workers);
    } catch (error) {
      for (const worker of workers) worker.terminate();
      throw error;
    }
    for (const worker of workers) worker.terminate();
    return null;
  }

  /** Opens a batch of seals and gives the results in order. Rejects if the pool is closed. */
  open(seals: readonly string[]): Promise<readonly OpenedSeal[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ seals, resolve, reject });
      this.#next();
    });
  }

  /** Ends the workers, and with them their copies of the keys. */
  close(): void {
    for (const worker of this.#workers.splice(0)) worker.terminate();
    this.#idle.length = 0;
    const left = [...this.#underway.values(), ...this.#waiting.splice(0)];
    this.#underway.clear();
    for (const { reject } of left) reject(new Error('The workers were ended.'));
  }

  #next(): void {
    // The pool is closed or failed. `close` rejects the new batch like the earlier ones.
    if (this.#workers.length === 0) this.close();
    const [worker] = this.#idle;
    const batch = worker && this.#waiting.shift();
    if (!batch) return;
    this.#idle.shift();
    this.#underway.set(worker, batch);
    worker.postMessage({ seals: batch.seals });
  }

  #receive(worker: OpeningWorker, answer: OpeningAnswer): void {
    const batch = this.#underway.get(worker);
    if (answer.kind !== 'opened' || !batch) return;
    this.#underway.delete(worker);
    this.#idle.push(worker);
    this.#next();
    batch.resolve(answer.opened);
  }
}

function giveKeys(worker: OpeningWorker, keys: readonly string[]): Promise<boolean> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data.kind === 'ready');
    worker.onerror = () => reject(new Error('A worker did not start.'));
    worker.postMessage({ keys });
  });
}
