import { type Asked, type Ledger, ageOf } from './ledger.ts';

interface Held {
  readonly asked: Asked;
  readonly input: Parameters<typeof fetch>[0];
  readonly init: RequestInit;
}

/** Writes of records whose connection was lost before they arrived, and which arrive later all the same. */
export class LateWrites {
  readonly #service: typeof fetch;
  #held: Held[] = [];
  #next: Asked | null = null;

  constructor(service: typeof fetch) {
    this.#service = service;
  }

  /** The first write of the next confirmation arrives later; `null` lets every write through. */
  holdNext(asked: Asked | null): void {
    this.#next = asked;
  }

  forget(): void {
    this.#held = [];
    this.#next = null;
  }

  readonly fetch: typeof fetch = (input, init) => {
    const asked = this.#next;
    if (!asked || init?.method?.toUpperCase() !== 'PUT' || !isOfRecords(input)) {
      return this.#service(input, init);
    }
    this.#next = null;
    this.#held.push({ asked, input, init: { ...init, signal: null } });
    return Promise.reject(new TypeError('The connection was lost.'));
  };

  /** Everything arrives now. A late write may fill what is empty, or replace what is older. */
  async arrive({ allowed }: Ledger): Promise<void> {
    const held = this.#held;
    this.forget();
    for (const { asked, input, init } of held) {
      const before = allowed.get(asked.place) ?? [asked.place.standing];
      const isNewer = before.some((entry) => ageOf(entry) < asked.at);
      if (isNewer) allowed.set(asked.place, [...before, asked]);
      await this.#service(input, init);
    }
  }
}

function isOfRecords(input: Held['input']): boolean {
  const url = input instanceof Request ? input.url : String(input);
  return /\/site:(?:signatures|news)-local\//u.test(url);
}
