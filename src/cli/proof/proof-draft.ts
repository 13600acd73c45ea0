import { CommandError } from '#cli/command/command.ts';
import { countPart } from '#cli/download/part-count.ts';
import { askForPart } from '#cli/download/part-request.ts';
import type { OrganizersSite } from '#cli/site/organizers-site.ts';
import { whyRefused } from '#cli/site/site-refusal.ts';
import { countPath, erasuresPath, signaturePath, signaturesPath } from '#domain/api-paths.ts';
import { parseErasedCount } from '#domain/erased-count.ts';
import { isAnswerIn, isTyped } from '#domain/own-answer.ts';
import { WHOLE } from '#domain/part.ts';
import type { Signature } from '#domain/signature.ts';
import { parseLine } from '#download/download-line.ts';
import { SIGNATURES } from '#download/row.ts';
import { PATIENCE_MS } from './public-request.ts';

/** The site took too many requests of this machine within a minute. */
export class TooManyRequests extends CommandError {}

/** The answer to a sign. */
export interface SignAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/**
 * A draft campaign of a deployed site. People sign it who do not exist: `undersigned-proof-7@example.org`.
 * No mail can reach such an address (RFC 2606). The numbers come before any `+`, because tags are dropped.
 */
export class ProofDraft {
  readonly campaign: string;
  readonly site: OrganizersSite;
  readonly #signed = new Set<number>();
  #stopped: AbortSignal | null;
  #rowsBefore = 0;

  /** `stopped` ends every request before `outliveStop`. */
  constructor(site: OrganizersSite, campaign: string, stopped: AbortSignal) {
    this.site = site;
    this.campaign = campaign;
    this.#stopped = stopped;
  }

  /** Everybody who signed in this run. */
  get people(): readonly number[] {
    return [...this.#signed];
  }

  /** The address of a person. */
  address(person: number): string {
    return `undersigned-proof-${person}@example.org`;
  }

  /** Signs; `changes` are typed instead. Rejects if the connection breaks, and if `signal` aborts it. */
  async sign(
    person: number,
    changes: Readonly<Record<string, string>> = {},
    signal?: AbortSignal,
  ): Promise<SignAnswer> {
    this.#signed.add(person);
    const form = { name: 'Undersigned Proof', email: this.address(person), ...changes };
    const response = await this.#post(signaturesPath(this.campaign), form, signal);
    return { status: response.status, text: await response.text(), headers: response.headers };
  }

  /** Erases by address and returns how many signatures there were. */
  async erase(person: number): Promise<number> {
    const response = await this.#post(erasuresPath(this.campaign), { email: this.address(person) });
    if (isAnswerIn('application/json', response)) return parseErasedCount(await response.json());
    const { origin } = this.site;
    if (response.status === 429)
      throw new TooManyRequests(1, `${origin} takes no more requests for a minute.`);
    throw (
      whyRefused(response, this.campaign, origin) ??
      new CommandError(1, `${origin} answers ${response.status} to erasing.`)
    );
  }

  /** Erases by id and returns the status. */
  async eraseId(id: string): Promise<number> {
    const init = { method: 'DELETE', signal: this.#patience() };
    return (await this.site.ask(signaturePath(this.campaign, id), init)).status;
  }

  /** The number of rows. */
  async count(): Promise<number> {
    const rows = await countPart(this.site, this.#asked(), WHOLE, this.#patience());
    if (rows !== null) return rows;
    throw new CommandError(2, `The draft ${this.campaign} has too many rows. Take another one.`);
  }

  /** All rows. Throws if they do not come whole. */
  async rows(): Promise<Signature[]> {
    const answer = await askForPart(this.site, this.#asked(), WHOLE, this.#patience());
    if (answer.kind === 'whole') return answer.ndjson.split('\n').slice(0, -1).map(parseLine);
    const why = answer.kind === 'tooLarge' ? 'too many rows' : answer.why;
    throw new CommandError(1, `A download failed: ${why}.`);
  }

  #asked(): { kind: typeof SIGNATURES; campaign: string } {
    return { kind: SIGNATURES, campaign: this.campaign };
  }

  /** The unread answer to a download. */
  download(query: string): Promise<Response> {
    return this.site.ask(`${signaturesPath(this.campaign)}${query}`, { signal: this.#patience() });
  }

  /** The status of the public count: 404 for a draft. `null` for a site out of reach, or for another's answer. */
  async countStatus(): Promise<number | null> {
    const init = { signal: this.#patience() };
    const response = await this.site.ask(countPath(this.campaign), init).catch(() => null);
    await response?.body?.cancel();
    return response && isTyped('application/json', response) ? response.status : null;
  }

  /** Takes the rows that are there now for those of others. */
  async startCounting(): Promise<void> {
    this.#rowsBefore = await this.count();
  }

  /** The number of rows that came since `startCounting`. */
  async added(): Promise<number> {
    return (await this.count()) - this.#rowsBefore;
  }

  /** Lets all further requests go on after a stop. */
  outliveStop(): void {
    this.#stopped = null;
  }

  #post(path: string, body: object, signal?: AbortSignal): Promise<Response> {
    return this.site.ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.any([this.#patience(), ...(signal ? [signal] : [])]),
    });
  }

  #patience(): AbortSignal {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    return this.#stopped ? AbortSignal.any([patience, this.#stopped]) : patience;
  }
}
