import { type Part, WHOLE } from '#domain/part.ts';
import type { Signature } from '#domain/signature.ts';
import { readPart } from '#download/part-reader.ts';

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
 * All signatures of a campaign, loaded whole or in as many parts as the server wants. A part counts once it was
 * checked. `run` can be called again after any end and asks only for what is missing.
 */
export class SignatureDownload {
  readonly #campaign: string;
  readonly #ask: AskForPart;
  readonly #receive: (signatures: readonly Signature[]) => void;
  #missing: Part[] = [WHOLE];
  /** How the run ended that is under way, once a part of it failed. */
  #failure: DownloadEnd | null = null;
  /** How much of each part under way has arrived, from 0 to 1. */
  readonly #underway = new Map<Part, number>();

  constructor(campaign: string, ask: AskForPart, receive: (signatures: readonly Signature[]) => void) {
    this.#campaign = campaign;
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
    this.#failure = null;
    while (this.#missing.length > 0) {
      await Promise.all(Array.from({ length: CONCURRENCY }, () => this.#work(signal)));
      if (signal.aborted) return { kind: 'cancelled' };
      const failure = this.#endedBy();
      if (failure) return failure;
    }
    return { kind: 'whole' };
  }

  /** A method, because the compiler takes a field for what it was before the parts were loaded. */
  #endedBy(): DownloadEnd | null {
    return this.#failure;
  }

  /** Loads what is missing, until there are smaller parts for all workers to share, or one of them failed. */
  async #work(signal: AbortSignal): Promise<void> {
    while (!this.#failure) {
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
      this.#missing.push(part);
      // The others finish what they are at, and no new part is begun. A refusal says more than a break.
      if (this.#endedBy()?.kind !== 'refused') this.#failure = end;
    }
  }

  /** Hands out what is in the part; else says what to ask for instead, or why it did not come. */
  async #load(part: Part, signal: AbortSignal): Promise<LoadEnd> {
    try {
      const response = await this.#ask(part, signal);
      const arrived = (share: number) => this.#underway.set(part, share);
      const answer = await readPart(response, { campaign: this.#campaign, part, arrived });
      signal.throwIfAborted();
      if (answer.kind === 'whole') {
        this.#receive(answer.signatures);
        return { kind: 'loaded' };
      }
      if (answer.kind === 'tooLarge') return { kind: 'smaller', parts: answer.parts };
      return answer.kind === 'refused' ? answer : { kind: 'broken' };
    } catch {
      return { kind: 'broken' };
    }
  }
}

type LoadEnd =
  | { readonly kind: 'loaded' }
  | { readonly kind: 'smaller'; readonly parts: readonly Part[] }
  | Extract<DownloadEnd, { kind: 'broken' | 'refused' }>;
