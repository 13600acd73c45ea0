import * as v from 'valibot';
import { CommandError } from '#cli/command/command.ts';
import type { OrganizersSite } from '#cli/site/organizers-site.ts';
import { whyRefused } from '#cli/site/site-refusal.ts';
import { asidePath, asidesPath } from '#domain/api-paths.ts';
import { type ListedAside, parseAsideList } from '#domain/aside.ts';
import { isAnswerIn, isTyped } from '#domain/own-answer.ts';

const SetAsideSchema = v.object({ aside: v.string(), signatures: v.number() });
const ErrorsSchema = v.object({ errors: v.array(v.object({ message: v.string() })) });

/** The asides of one campaign, asked for at its site. Each method throws a `CommandError` that says how to mend it. */
export class AsideRequests {
  readonly #site: OrganizersSite;
  readonly #campaign: string;
  readonly #signal: AbortSignal;

  constructor(site: OrganizersSite, campaign: string, signal: AbortSignal) {
    this.#site = site;
    this.#campaign = campaign;
    this.#signal = signal;
  }

  /** All asides, the oldest first; `null` for a token that may erase and not read. */
  async list(): Promise<ListedAside[] | null> {
    const response = await this.#send(asidesPath(this.#campaign));
    if (response.status === 403 && isTyped('application/json', response)) return null;
    await this.#check(response);
    const list = isAnswerIn('application/json', response) ? parseAsideList(await response.text()) : null;
    return list ?? this.#fail();
  }

  /** Sets at most 2,000 signatures aside. */
  async set(aside: {
    readonly ids: readonly string[];
    readonly reason: string;
    readonly eraseAfterDays?: number;
  }): Promise<v.InferOutput<typeof SetAsideSchema>> {
    const response = await this.#ask(asidesPath(this.#campaign), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(aside),
    });
    const answer: unknown = isAnswerIn('application/json', response) ? await response.json() : null;
    const set = v.safeParse(SetAsideSchema, answer);
    return set.success ? set.output : this.#fail();
  }

  /** Puts an aside back, if there is one. */
  async putBack(aside: string): Promise<void> {
    const response = await this.#ask(asidePath(this.#campaign, aside), { method: 'DELETE' });
    if (response.status !== 204) this.#fail();
  }

  async #ask(path: string, init: RequestInit): Promise<Response> {
    const response = await this.#send(path, init);
    await this.#check(response);
    return response;
  }

  #send(path: string, init: RequestInit = {}): Promise<Response> {
    const ask = () => this.#site.ask(path, { ...init, signal: this.#signal });
    return this.#site.patiently(ask, this.#signal).catch((error: unknown) => {
      this.#signal.throwIfAborted();
      throw new CommandError(1, `${this.#site.origin} cannot be reached. ${AGAIN}`, error);
    });
  }

  async #check(response: Response): Promise<void> {
    const { origin } = this.#site;
    if (response.status === 422 && isTyped('application/json', response)) throw await toMend(response);
    const refusal = whyRefused(response, this.#campaign, origin);
    if (refusal) throw refusal;
    if (response.status >= 300) throw new CommandError(1, `${origin} cannot do that just now. ${AGAIN}`);
  }

  #fail(): never {
    throw new CommandError(2, `${this.#site.origin} answers something else: is it of this version?`);
  }
}

const AGAIN = 'Run the same command again: what is done already is not done twice.';

/** What the site says of a request with a mistake. */
async function toMend(response: Response): Promise<CommandError> {
  const answer = v.safeParse(ErrorsSchema, await response.json().catch(() => null));
  const messages = answer.success ? answer.output.errors.map(({ message }) => message) : [];
  return new CommandError(2, messages.join('\n') || 'The site does not take this.');
}
