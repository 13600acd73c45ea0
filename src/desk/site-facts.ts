import type { ListedAside } from '#domain/aside.ts';
import { latestFirst } from '#domain/latest-first.ts';
import type { OrganizerRequests } from './organizer-requests.ts';
import type { PublicCount } from './public-count.ts';

/** What the site says of a campaign beside its signatures: the published number, and what is set aside. */
export class SiteFacts {
  readonly #requests: Pick<OrganizerRequests, 'asides' | 'count'>;
  readonly #slug: string;
  readonly #changed: () => void;
  /** The last read that began. */
  #reading: object | null = null;
  /** What is set aside, the newest first, and of one moment the last listed first; `null` until it is read. */
  asides: readonly ListedAside[] | null = null;
  /** The status of a refusal to list it. */
  failure: number | null = null;
  /** The published number; `null` if it was not read. */
  count: PublicCount | null = null;

  /** It calls `changed` when something has been read. */
  constructor(requests: Pick<OrganizerRequests, 'asides' | 'count'>, slug: string, changed: () => void) {
    this.#requests = requests;
    this.#slug = slug;
    this.#changed = changed;
  }

  /**
   * Reads both. What could not be read is missing, and never an old one. Of reads that overlap the last one that
   * began counts. The answer of another may be older, and come later.
   */
  async read(): Promise<void> {
    const reading = (this.#reading = {});
    const [asides, count] = await Promise.all([
      this.#requests.asides(this.#slug),
      this.#requests.count(this.#slug),
    ]);
    if (reading !== this.#reading) return;
    this.asides = asides.kind === 'done' ? latestFirst(asides.value, ({ at }) => at) : null;
    this.failure = asides.kind === 'failed' ? asides.status : null;
    this.count = count.kind === 'done' ? count.value : null;
    this.#changed();
  }
}
