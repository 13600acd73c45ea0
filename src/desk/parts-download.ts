import { refusalOf } from '#domain/own-answer.ts';
import { type Part, WHOLE } from '#domain/part.ts';
import { readPart, type WantedRows } from '#download/part-reader.ts';
import type { Row } from '#download/row-kind.ts';

/** Requests one part of a campaign's rows as NDJSON. */
export type AskForPart = (part: Part, signal: AbortSignal) => Promise<Response>;

/**
 * The end of a download. `broken`: a part arrived incomplete. `refused`: the server refused with this status;
 * 0 if something else answered.
 */
export type DownloadEnd =
  | { readonly kind: 'whole' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'broken' }
  | { readonly kind: 'refused'; readonly status: number };

/** Parts requested in parallel. */
const CONCURRENCY = 4;

/**
 * Loads all rows of a campaign, of one kind. It asks for as many parts as the server wants. A part counts
 * after its check. A caller can call `run` again after any end; it requests only missing parts.
 */
export class PartsDownload<Kept extends Row> {
  readonly #wanted: WantedRows<Kept>;
  readonly #ask: AskForPart;
  readonly #receive: (rows: readonly Kept[]) => void;
  #missing: Part[] = [WHOLE];
  /** The end of the current run, if a part failed. */
  #failure: DownloadEnd | null = null;
  /** The share of each current part that has arrived, from 0 to 1. */
  readonly #underway = new Map<Part, number>();

  constructor(wanted: WantedRows<Kept>, ask: AskForPart, receive: (rows: readonly Kept[]) => void) {
    this.#wanted = wanted;
    this.#ask = ask;
    this.#receive = receive;
  }

  /** The share that has arrived, from 0 to 1. Parts have about equal sizes. */
  get progress(): number {
    const missing = this.#missing.reduce((sum, { of }) => sum + 1 / of, 0);
    const underway = [...this.#underway].reduce((sum, [{ of }, share]) => sum + (1 - share) / of, 0);
    return 1 - missing - underway;
  }

  async run(signal: AbortSignal): Promise<DownloadEnd> {
    this.#failure = null;
    while (this.#missing.length > 0) {
      // The site's log has one entry for all parts if the first one comes first.
      if (this.#missing[0]?.number === 1) await this.#work(signal, 1);
      else await Promise.all(Array.from({ length: CONCURRENCY }, () => this.#work(signal)));
      if (signal.aborted) return { kind: 'cancelled' };
      const failure = this.#endedBy();
      if (failure) return failure;
    }
    return { kind: 'whole' };
  }

  /** This is a method, because the compiler assumes that a field stays unchanged while parts load. */
  #endedBy(): DownloadEnd | null {
    return this.#failure;
  }

  /**
   * Loads missing parts, at most `most`. It ends if a part fails, or if there are smaller parts to share among
   * all workers.
   */
  async #work(signal: AbortSignal, most = Infinity): Promise<void> {
    for (let loaded = 0; loaded < most && !this.#failure; loaded += 1) {
      const part = this.#missing.shift();
      if (!part) return;
      this.#underway.set(part, 0);
      const end = await this.#load(part, signal);
      this.#underway.delete(part);
      if (end.kind === 'loaded') continue;
      if (end.kind === 'smaller') {
        this.#missing.push(...end.parts);
        return;
      }
      if (part.number === 1) this.#missing.unshift(part);
      else this.#missing.push(part);
      // The other workers finish their part and start no new one. A refusal outranks a broken part.
      if (this.#endedBy()?.kind !== 'refused') this.#failure = end;
    }
  }

  /**
   * Loads one part and passes on its rows. Else it gives the smaller parts, or the reason of the
   * failure.
   */
  async #load(part: Part, signal: AbortSignal): Promise<LoadEnd> {
    try {
      const response = await this.#ask(part, signal);
      const arrived = (share: number) => this.#underway.set(part, share);
      const answer = await readPart(response, { ...this.#wanted, part, arrived });
      signal.throwIfAborted();
      if (answer.kind === 'whole') {
        this.#receive(answer.rows);
        return { kind: 'loaded' };
      }
      if (answer.kind === 'tooLarge') return { kind: 'smaller', parts: answer.parts };
      if (answer.kind === 'refused') return { kind: 'refused', status: refusalOf(response) };
      return answer.kind === 'foreign' ? { kind: 'refused', status: 0 } : { kind: 'broken' };
    } catch {
      return { kind: 'broken' };
    }
  }
}

type LoadEnd =
  | { readonly kind: 'loaded' }
  | { readonly kind: 'smaller'; readonly parts: readonly Part[] }
  | Extract<DownloadEnd, { kind: 'broken' | 'refused' }>;
