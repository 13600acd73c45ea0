import type { OpenStores } from '#store/stores.ts';
import type { LatencyMs } from '../blob-service/blob-service.ts';
import type { SeedEntry } from '../blob-service/blob-store.ts';
import type { FaultPlan } from '../blob-service/fault-plan.ts';
import type { Operation, OperationCount } from '../blob-service/operation-count.ts';

/** Carries out an operation. Its name has the operation, the store and the key, as in `put /signatures-local/river/0a`. */
export type Around = <Value>(name: string, carryOut: () => Promise<Value>) => Promise<Value>;

/** The stores of a host as a test sees them. They fail on demand, and what they hold can be looked at. */
export interface StoreWorld extends AsyncDisposable {
  /** The host in the words of a test. */
  readonly host: 'netlify' | 'file';
  /** What functions get in their context. Functions on Netlify get nothing. */
  readonly stores?: OpenStores;
  /** Where the file lies now. After a crash it is another folder. */
  readonly folder?: string;
  /** What tells functions of it in their environment. */
  readonly encodedContext?: string;
  /** Reaches it without a network. */
  readonly fetch?: typeof fetch;
  readonly operations: OperationCount;
  readonly faults: FaultPlan;
  /** How long operations take: one number for all, or one for each. */
  latencyMs: LatencyMs;
  has(store: string, key: string): boolean;
  read(store: string, key: string): { readonly body: Uint8Array } | null;
  /** The keys with this prefix, in order. */
  keys(store: string, prefix?: string): string[];
  size(store: string): number;
  seed(store: string, entries: Iterable<SeedEntry>): void;
  /** Every operation without a network goes through this, until another or `null` is set. */
  around: Around | null;
  /** Empties every store. Counters, faults and latency stay. */
  clear(): void;
  /** The process that has the file open is killed, and starts again. Netlify's stores have no such process. */
  crash(): void;
  /** Begins as new: no faults, no latency, nothing under way, nothing stored, nothing counted. */
  renew(): Promise<void>;
  close(): Promise<void>;
}

/** How long an operation of one kind takes. */
export function latencyOf(latencyMs: LatencyMs, operation: Operation): number {
  return typeof latencyMs === 'number' ? latencyMs : (latencyMs[operation] ?? 0);
}
