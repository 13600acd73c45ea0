import { randomInt } from 'node:crypto';

const KEPT = 16;

/** How long the latest deliveries of this process took. */
export class DeliveryTimes {
  readonly #times: number[] = [];

  /** Notes how long a delivery took. */
  add(ms: number): void {
    this.#times.push(ms);
    if (this.#times.length > KEPT) this.#times.shift();
  }

  /** The time of one of the latest deliveries, whichever; `null` before the first. */
  pick(): number | null {
    return this.#times.length === 0 ? null : (this.#times[randomInt(this.#times.length)] ?? null);
  }
}
