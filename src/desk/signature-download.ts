import { parseLine } from '#domain/download-line.ts';
import { type Part, WHOLE } from '#domain/part.ts';
import type { Signature } from '#domain/signature.ts';
import { linesOf } from './text-lines.ts';

/** Asks for one part of a campaign's signatures as NDJSON. */
export type AskForPart = (part: Part, signal: AbortSignal) => Promise<Response>;

/** `broken`: a part did not arrive whole. `refused`: the server said no, with this status. */
export type DownloadEnd =
  | { readonly kind: 'whole' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'broken' }
  | { readonly kind: 'refused'; readonly status: number };

/** Parts asked for at the same time. */
const CONCURRENCY = 4;

/**
 * All signatures of a campaign, loaded whole or in as many parts as the server wants. A part counts once it has as
 * many rows as its `Signature-Count` says; `run` can be called again after any end and asks only for what is missing.
 */
export class SignatureDownload {
  readonly #ask: AskForPart;
  readonly #receive: (signatures: readonly Signature[]) => void;
  #missing: Part[] = [WHOLE];
  #hasFailed = false;
  /** How much of each part under way has arrived, from 0 to 1. */
  readonly #underway = new Map<Part, number>();

  constructor(ask: AskForPart, receive: (signatures: readonly Signature[]) => void) {
    this.#ask = ask;
    this.#receive = receive;
  }

  /** How much has arrived, from 0 to 1. Parts are of about one size. */
  get progress(): number {
    const missing = this.#missing.reduce((sum, { of }) => sum + 1 / of, 0);
    const underway = [...this.#underway].reduce((sum, [{ of }, share]) => sum + (1 - share) / of, 0);
    return 1 - missing - underway;
  }

  async run(signal: AbortSignal): Promise<DownloadEnd> {
    this.#hasFailed = false;
    while (this.#missing.length > 0) {
      const workers = Array.from({ length: CONCURRENCY }, () => this.#work(signal));
      const failed = (await Promise.allSettled(workers)).filter((end) => end.status === 'rejected');
      const refused = failed.map(({ reason }): unknown => reason).find((error) => error instanceof Refusal);
      if (signal.aborted) return { kind: 'cancelled' };
      if (refused) return { kind: 'refused', status: refused.status };
      if (failed.length > 0) return { kind: 'broken' };
    }
    return { kind: 'whole' };
  }

  /** Loads what is missing, until there are smaller parts for all workers to share, or one of them failed. */
  async #work(signal: AbortSignal): Promise<void> {
    while (!this.#hasFailed) {
      const part = this.#missing.shift();
      if (!part) return;
      this.#underway.set(part, 0);
      try {
        const smaller = await this.#load(part, signal);
        this.#missing.push(...smaller);
        if (smaller.length > 0) return;
      } catch (error) {
        this.#missing.push(part);
        // The others finish what they are at, and no new part is begun.
        this.#hasFailed = true;
        throw error;
      } finally {
        this.#underway.delete(part);
      }
    }
  }

  /** Hands out what is in the part, or gives the smaller parts to ask for instead of it. */
  async #load(part: Part, signal: AbortSignal): Promise<Part[]> {
    const response = await this.#ask(part, signal);
    if (response.status === 409) return smallerParts(part, await response.json());
    if (!response.ok) throw new Refusal(response.status);
    const count = Number(response.headers.get('signature-count') ?? Number.NaN);
    const signatures: Signature[] = [];
    if (response.body) {
      for await (const line of linesOf(response.body)) {
        signatures.push(parseLine(line));
        this.#underway.set(part, Math.min(1, signatures.length / count));
      }
    }
    if (signatures.length !== count) throw new RangeError('A part has not as many rows as it says.');
    signal.throwIfAborted();
    this.#receive(signatures);
    return [];
  }
}

/** Carries the status that the server refused a part with. */
class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;

  constructor(status: number) {
    super(`The server answered ${status}.`);
    this.status = status;
  }
}

/** The parts out of `parts` that together are `part`. Throws on an answer that names no more parts than there were. */
function smallerParts(part: Part, answer: unknown): Part[] {
  const of = typeof answer === 'object' && answer !== null && 'parts' in answer ? answer.parts : undefined;
  if (typeof of !== 'number' || !Number.isInteger(of / part.of) || of <= part.of) throw new Refusal(409);
  const each = of / part.of;
  return Array.from({ length: each }, (_, index) => ({ number: (part.number - 1) * each + index + 1, of }));
}
