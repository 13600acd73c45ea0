import { isSealedSignature, type SealedSignature, type Signature } from '#domain/signature.ts';
import { SIGNATURES } from '#download/row.ts';
import { LoadedSignatures } from './loaded-signatures.ts';
import { BATCH, OpeningPool, type OpeningWorker } from './opening-pool.ts';
import { type AskForPart, type DownloadEnd, PartsDownload } from './parts-download.ts';

/** `underway`, or the end of the last run. `jammed`: the browser did not let the workers open seals. */
export type LoadingStage = { readonly kind: 'underway' | 'jammed' } | DownloadEnd;

/** What loading needs from outside. */
export interface LoadingParts {
  /** The slug of the campaign. */
  readonly campaign: string;
  readonly ask: AskForPart;
  readonly startWorker: () => OpeningWorker;
  /** Cores of this device; each gets one worker. */
  readonly cores: number;
  /** Loading calls this when its state changes. */
  readonly changed: () => void;
}

/** Loads a campaign's signatures into memory, and opens sealed ones while others arrive. */
export class Loading {
  readonly signatures = new LoadedSignatures();
  readonly #parts: LoadingParts;
  readonly #download: PartsDownload<Signature>;
  readonly #keys: string[] = [];
  #pool: Promise<OpeningPool | null> | null = null;
  #openings: Promise<void>[] = [];
  #stop = new AbortController();
  #stage: LoadingStage = { kind: 'underway' };
  #opened = 0;
  #tried = 0;
  #areKeys = true;

  constructor(parts: LoadingParts, keys: readonly string[]) {
    this.#parts = parts;
    this.#keys.push(...keys);
    this.#download = new PartsDownload(
      { kind: SIGNATURES, campaign: parts.campaign },
      parts.ask,
      (signatures) => {
        this.signatures.add(signatures);
        this.#unseal(signatures.filter(isSealedSignature));
        parts.changed();
      },
    );
  }

  get stage(): LoadingStage {
    return this.#stage;
  }

  /** True if the token may not read this campaign. */
  get isForbidden(): boolean {
    return this.#stage.kind === 'refused' && this.#stage.status === 403;
  }

  /** The share that has arrived, from 0 to 1. */
  get progress(): number {
    return this.#download.progress;
  }

  /** The seals opened and tried in this run. */
  get seals(): { opened: number; tried: number; hasKeys: boolean; areKeys: boolean } {
    const hasKeys = this.#keys.length > 0;
    return { opened: this.#opened, tried: this.#tried, hasKeys, areKeys: this.#areKeys };
  }

  /** Loads and opens everything that is missing. A caller can run it again after a stop or an error. */
  async run(): Promise<void> {
    this.#stop = new AbortController();
    this.#stage = { kind: 'underway' };
    this.#opened = 0;
    this.#tried = 0;
    this.#parts.changed();
    const ticking = setInterval(this.#parts.changed, TICK_MS);
    try {
      this.#unseal(this.signatures.sealed());
      const end = await this.#download.run(this.#stop.signal);
      const areAllTried = await this.#finishOpening(end);
      if (this.#stop.signal.aborted) this.#stage = { kind: 'cancelled' };
      else this.#stage = areAllTried ? end : { kind: 'jammed' };
    } finally {
      clearInterval(ticking);
      this.#parts.changed();
    }
  }

  stop(): void {
    this.#stop.abort();
    void this.#closePool();
  }

  /** Tries the remaining seals with these keys too. */
  async addKeys(keys: readonly string[]): Promise<void> {
    if (!this.#areKeys) this.#keys.length = 0;
    this.#keys.push(...keys);
    await this.run();
  }

  #unseal(signatures: readonly SealedSignature[]): void {
    if (this.#keys.length === 0) return;
    for (let start = 0; start < signatures.length; start += BATCH) {
      this.#openings.push(this.#openBatch(signatures.slice(start, start + BATCH)));
    }
  }

  async #openBatch(signatures: readonly SealedSignature[]): Promise<void> {
    this.#pool ??= OpeningPool.start(this.#keys, this.#parts.startWorker, this.#parts.cores);
    const pool = await this.#pool;
    this.#areKeys = pool !== null;
    const opened = (await pool?.open(signatures.map(({ sealed }) => sealed))) ?? [];
    for (const [index, { id }] of signatures.entries()) {
      const one = opened[index];
      if (!one) continue;
      if (this.signatures.unseal(id, one)) this.#opened += 1;
      this.#tried += 1;
    }
    this.#parts.changed();
  }

  /** Waits for the seals under way. After an early end, untried signatures stay sealed until the next run. */
  async #finishOpening(end: DownloadEnd): Promise<boolean> {
    if (end.kind !== 'whole') await this.#closePool();
    const ends = await Promise.allSettled(this.#openings.splice(0));
    await this.#closePool();
    return end.kind !== 'whole' || ends.every(({ status }) => status === 'fulfilled');
  }

  async #closePool(): Promise<void> {
    const pool = this.#pool;
    this.#pool = null;
    (await pool?.catch(() => null))?.close();
  }
}

const TICK_MS = 250;
