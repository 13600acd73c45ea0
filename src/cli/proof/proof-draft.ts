import { countPath, erasuresPath, signaturePath, signaturesPath } from '#domain/api-paths.ts';
import * as v from 'valibot';
import { setTimeout } from 'node:timers/promises';
import { parseLine } from '#download/download-line.ts';
import { WHOLE } from '#domain/part.ts';
import type { Signature } from '#domain/signature.ts';
import { CommandError } from '../command.ts';
import { type OrganizersSite, whyRefused } from '../organizers-site.ts';
import { askForPart, countPart } from '../part-request.ts';

/** A site whose answer is slower than this is not proved; longer than any budget of a function but the download's. */
const PATIENCE_MS = 30_000;
/** A sign that was broken off may still be stored for as long as its function lives. */
const LATE_WRITE_MS = 10_000;
const ROUNDS = 3;

const ErasedSchema = v.object({ erased: v.number() });

/**
 * A draft campaign of a deployed site, signed by people who do not exist: `undersigned-proof-7@example.org`, an address
 * that no mail can reach (RFC 2606), told apart before any `+`, which is dropped. The same in every run, so that the
 * next one also erases what a run left that was killed.
 */
export class ProofDraft {
  readonly campaign: string;
  readonly #site: OrganizersSite;
  readonly #stopped: AbortSignal;
  readonly #signed = new Set<number>();
  #isCleaningUp = false;
  #rowsBefore: number | null = null;

  /** `stopped` ends every request but those that clean up. */
  constructor(site: OrganizersSite, campaign: string, stopped: AbortSignal) {
    this.#site = site;
    this.#stopped = stopped;
    this.campaign = campaign;
  }

  /** Everybody who signed in this run. */
  get people(): readonly number[] {
    return [...this.#signed];
  }

  address(person: number): string {
    return `undersigned-proof-${person}@example.org`;
  }

  /** Signs; `changes` are what is typed otherwise. Rejects where the connection breaks or `signal` aborts it. */
  async sign(
    person: number,
    changes: Readonly<Record<string, string>> = {},
    signal?: AbortSignal,
  ): Promise<{ status: number; text: string; headers: Headers }> {
    this.#signed.add(person);
    const form = { name: 'Undersigned Proof', email: this.address(person), ...changes };
    const patience = this.#patience();
    const response = await this.#site.ask(signaturesPath(this.campaign), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(form),
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    });
    return { status: response.status, text: await response.text(), headers: response.headers };
  }

  /** Erases by address; gives how many signatures there were. */
  async erase(person: number): Promise<number> {
    const response = await this.#site.ask(erasuresPath(this.campaign), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: this.address(person) }),
      signal: this.#patience(),
    });
    if (response.status !== 200) throw this.#failed('erasing', response);
    return v.parse(ErasedSchema, await response.json()).erased;
  }

  /** Erases by id; gives the status. */
  async eraseId(id: string): Promise<number> {
    const signal = this.#patience();
    const response = await this.#site.ask(signaturePath(this.campaign, id), { method: 'DELETE', signal });
    return response.status;
  }

  async count(): Promise<number> {
    const rows = await countPart(this.#site, this.campaign, WHOLE, this.#patience());
    if (rows !== null) return rows;
    throw new CommandError(2, `The draft ${this.campaign} has too many rows. Take another one.`);
  }

  /** All rows; throws where they do not come whole. */
  async rows(): Promise<Signature[]> {
    const answer = await askForPart(this.#site, this.campaign, WHOLE, this.#patience());
    if (answer.kind === 'whole') return answer.ndjson.split('\n').slice(0, -1).map(parseLine);
    throw new CommandError(
      1,
      `A download failed: ${answer.kind === 'tooLarge' ? 'too many rows' : answer.why}.`,
    );
  }

  /** The raw answer of a download. */
  download(query: string, signal = this.#patience()): Promise<Response> {
    return this.#site.ask(`${signaturesPath(this.campaign)}${query}`, { signal });
  }

  /** Erases what an earlier run may have left of people up to `people`, and remembers how many rows are others'. */
  async begin(people: number): Promise<void> {
    await this.#insistOnDraft();
    this.#rowsBefore = await this.count();
    if (this.#rowsBefore === 0) return;
    for (let person = 1; person <= people; person += 1) {
      await this.erase(person);
    }
    this.#rowsBefore = await this.count();
  }

  /** Rows that are there since `begin`. */
  async added(): Promise<number> {
    return (await this.count()) - (this.#rowsBefore ?? 0);
  }

  /**
   * Erases everybody who signed and gives how many rows are left of them. `isLate`: signs were broken off just now,
   * whose writes may still come, so they are waited for.
   */
  async cleanUp(isLate: boolean): Promise<number> {
    this.#isCleaningUp = true;
    if (this.#signed.size === 0) return 0;
    let left: number;
    for (let round = 1; ; round += 1) {
      for (const person of this.#signed) await this.#eraseSurely(person);
      left = await this.added();
      if ((left === 0 && !(isLate && round === 1)) || round === ROUNDS) return left;
      await setTimeout(LATE_WRITE_MS);
    }
  }

  /** A published campaign has a count. Nobody who does not exist may ever stand in one. */
  async #insistOnDraft(): Promise<void> {
    const response = await this.#site
      .ask(countPath(this.campaign), { signal: this.#patience() })
      .catch(() => null);
    await response?.body?.cancel();
    if (response?.status === 404) return;
    if (response?.ok)
      throw new CommandError(2, `${this.campaign} is published. Name a draft: --campaign <draft>`);
    throw new CommandError(
      1,
      `${this.#site.origin} cannot be reached, or does not know what ${this.campaign} is.`,
    );
  }

  async #eraseSurely(person: number): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await this.erase(person);
        return;
      } catch (error) {
        if (tries === ROUNDS) throw error;
        await setTimeout(1000 * tries);
      }
    }
  }

  #patience(): AbortSignal {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    return this.#isCleaningUp ? patience : AbortSignal.any([patience, this.#stopped]);
  }

  #failed(what: string, response: Response): CommandError {
    const { origin } = this.#site;
    return (
      whyRefused(response, this.campaign, origin) ??
      new CommandError(1, `${origin} answers ${response.status} to ${what}.`)
    );
  }
}
