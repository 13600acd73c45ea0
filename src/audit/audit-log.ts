import { randomBytes } from 'node:crypto';
import type { CreateOnceBlobs } from '#store/create-once-blobs.ts';
import { chained } from './audit-chain.ts';
import { type AuditEntry, type AuditEvent, parseAuditEntry } from './audit-entry.ts';

/** The audit log. Every method throws `StoreUnavailable` if the store does not confirm. */
export interface AuditLog {
  /** Adds an entry. Resolves when the entry is written, so that a caller acts only after the log. */
  readonly append: (event: AuditEvent, at: Date) => Promise<AuditEntry>;
  /** All entries, the oldest first. */
  readonly entries: () => AsyncIterable<AuditEntry>;
  /** True for the first call in an hour (`2016-01-31T12`), false for later calls. */
  readonly claimHour: (hour: string) => Promise<boolean>;
}

/** The last entry that this process knows, by store name. Usually the next entry follows it directly. */
const tails = new Map<string, Tail>();

interface Tail {
  readonly number: number;
  readonly hash: string;
}

const START: Tail = { number: 0, hash: '' };
const READS_AT_ONCE = 32;

/** An audit log in `blobs`, whose store has the name `name`. */
export function auditLog(name: string, blobs: CreateOnceBlobs): AuditLog {
  return {
    append: async (event, at) => {
      let tail = tails.get(name) ?? (await findTail());
      for (;;) {
        const entry = chained({
          number: tail.number + 1,
          at: at.toISOString(),
          ...event,
          nonce: randomBytes(8).toString('hex'),
          previous: tail.hash,
        });
        const isOurs = await write(entry);
        const written = isOurs ? entry : await read(nameOf(entry.number));
        tail = written;
        tails.set(name, tail);
        if (written.nonce === entry.nonce) return entry;
      }
    },
    entries: async function* () {
      const names = await blobs.names('entry/');
      for (let start = 0; start < names.length; start += READS_AT_ONCE) {
        const batch = names.slice(start, start + READS_AT_ONCE);
        yield* await Promise.all(batch.map(async (name) => read(name)));
      }
    },
    claimHour: (hour) => blobs.create(`refused/${hour}`, ''),
  };

  function write(entry: AuditEntry): Promise<boolean> {
    return blobs.create(nameOf(entry.number), JSON.stringify(entry));
  }

  async function findTail(): Promise<Tail> {
    const last = (await blobs.names('entry/')).at(-1);
    return last === undefined ? START : read(last);
  }

  async function read(name: string): Promise<AuditEntry> {
    return parseAuditEntry((await blobs.read(name)) ?? '');
  }
}

/** The number has ten digits, so that names sort like numbers. */
function nameOf(number: number): string {
  return `entry/${String(number).padStart(10, '0')}`;
}
