import { randomBytes } from 'node:crypto';
import pLimit from 'p-limit';
import { confirmed } from '#store/store-unavailable.ts';
import type { Blobs } from '#store/stores.ts';
import { chained } from './audit-chain.ts';
import { type AuditEntry, type AuditEvent, parseAuditEntry } from './audit-entry.ts';
import { entryName, namesAfter, newestName, newestNames } from './entry-names.ts';

/** The audit log. Every method throws `StoreUnavailable` if the store does not confirm. */
export interface AuditLog {
  /** Adds an entry. Resolves when the entry is written, so that a caller acts only after the log. */
  readonly append: (event: AuditEvent, at: Date) => Promise<AuditEntry>;
  /** At most `most` entries after a number, the oldest first. Fewer are the end of the log. */
  readonly after: (number: number, most: number) => Promise<AuditEntry[]>;
  /** The newest entries, at most `most`, the oldest of them first. */
  readonly newest: (most: number) => Promise<AuditEntry[]>;
  /** Sets a mark beside the entries. True for the first call, false for later calls. */
  readonly claim: (mark: string) => Promise<boolean>;
  /** True if the mark is set. */
  readonly isClaimed: (mark: string) => Promise<boolean>;
}

/** The last entry that this process knows, by store name. Usually the next entry follows it directly. */
const tails = new Map<string, Tail>();

/** The last append of this process, by store name. The next one waits for it instead of racing it. */
const turns = new Map<string, Promise<unknown>>();

interface Tail {
  readonly number: number;
  readonly hash: string;
}

const START: Tail = { number: 0, hash: '' };
const READS_AT_ONCE = 64;
/** After so many numbers that others took, the end of the log is looked for again. */
const STEPS = 8;

/** An audit log in `store`. Its blobs are created once and never changed. */
export function auditLog(store: Blobs): AuditLog {
  const { name } = store;
  const blobs = {
    create: confirmed('log', store.create),
    read: confirmed('read the log', store.read),
    firstKeys: confirmed('list the log', store.firstKeys),
    keys: confirmed('list the log', store.keys),
  };
  return {
    append: (event, at) => inTurn(() => append(event, at)),
    after: async (number, most) => readAll(await namesAfter(number, most, blobs)),
    newest: async (most) => readAll(await newestNames(most, blobs)),
    claim: (mark) => blobs.create(mark, '1'),
    isClaimed: async (mark) => (await blobs.read(mark)) !== null,
  };

  function inTurn<Value>(act: () => Promise<Value>): Promise<Value> {
    const turn = (turns.get(name) ?? Promise.resolve()).then(act);
    const end = turn.catch(() => undefined);
    turns.set(name, end);
    return turn;
  }

  async function append(event: AuditEvent, at: Date): Promise<AuditEntry> {
    let tail = tails.get(name) ?? (await findTail());
    for (let tries = 1; ; tries += 1) {
      const entry = chained({
        number: tail.number + 1,
        at: at.toISOString(),
        ...event,
        nonce: randomBytes(8).toString('hex'),
        previous: tail.hash,
      });
      const isOurs = await blobs.create(entryName(entry.number), JSON.stringify(entry));
      const written = isOurs ? entry : await read(entryName(entry.number));
      const isDone = written.nonce === entry.nonce;
      tail = isDone || tries % STEPS > 0 ? written : await findTail();
      tails.set(name, tail);
      if (isDone) return entry;
    }
  }

  async function findTail(): Promise<Tail> {
    const last = await newestName(blobs);
    return last === null ? START : read(last);
  }

  function readAll(names: readonly string[]): Promise<AuditEntry[]> {
    return pLimit(READS_AT_ONCE).map(names, read);
  }

  async function read(name: string): Promise<AuditEntry> {
    return parseAuditEntry((await blobs.read(name)) ?? '');
  }
}
