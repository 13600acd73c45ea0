import { createHash } from 'node:crypto';
import { type AuditEntry, hashedText } from './audit-entry.ts';

/** The number and the hash of an entry, as somebody noted them down. */
export type Anchor = Pick<AuditEntry, 'number' | 'hash'>;

/** The entry with its hash, which the next entry refers to. */
export function chained(entry: Omit<AuditEntry, 'hash'>): AuditEntry {
  return { ...entry, hash: hashOf(entry) };
}

/**
 * Checks an audit log entry by entry, the oldest first, and keeps only the last one. Entries removed at the
 * end leave no gap. Only an anchor shows them: an entry noted down earlier.
 */
export class ChainCheck {
  readonly #anchor: Anchor | null;
  readonly #isFrom: boolean;
  #last: Anchor;
  #isAnchored = false;

  /** Starts at entry 1, or with `isFrom` at the anchor, whose own past it does not see. */
  constructor(anchor: Anchor | null = null, { isFrom = false } = {}) {
    this.#anchor = anchor;
    this.#last = isFrom && anchor ? { number: anchor.number - 1, hash: '' } : { number: 0, hash: '' };
    this.#isFrom = isFrom;
  }

  /** The mistakes that this entry shows, one sentence each; an empty list for the right one. */
  add(entry: AuditEntry): string[] {
    const expected = this.#last.number + 1;
    const isFirst = this.#isFrom && entry.number === this.#anchor?.number;
    const found: string[] = [];
    if (entry.number < expected) found.push(`Entry ${entry.number} stands after entry ${expected - 1}.`);
    if (entry.number > expected) found.push(missing(expected, entry.number - 1));
    if (entry.hash !== hashOf(entry))
      found.push(`Entry ${entry.number} was changed: its hash is not its own.`);
    if (entry.number === expected && !isFirst && entry.previous !== this.#last.hash)
      found.push(`Entry ${entry.number} does not follow the one before it.`);
    if (entry.number === this.#anchor?.number && entry.hash === this.#anchor.hash) this.#isAnchored = true;
    this.#last = { number: entry.number, hash: entry.hash };
    return found;
  }

  /** The mistakes that only the end shows. */
  end(): string[] {
    if (!this.#anchor || this.#isAnchored) return [];
    return [
      `Entry ${this.#anchor.number} is not the one that was noted down: the log was cut off or written anew.`,
    ];
  }
}

function missing(first: number, last: number): string {
  return first === last ? `Entry ${first} is missing.` : `Entries ${first} to ${last} are missing.`;
}

function hashOf(entry: Omit<AuditEntry, 'hash'>): string {
  return createHash('sha256').update(hashedText(entry)).digest('hex');
}
