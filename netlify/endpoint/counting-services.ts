import type { CountingServices } from '#actions/count.ts';
import { Kept } from '#actions/kept.ts';
import type { NumberServices } from '#actions/numbers.ts';
import type { Tally } from '#domain/count.ts';
import type { Numbers } from '#store/stored-numbers.ts';
import type { Invocation } from './invocation.ts';
import { asideStore, numberStore, shareStore, signatureStore } from './stores.ts';

/** No request takes longer than 20 s. A million keys took 5 s at 100 ms a page, on two cores. */
const BUDGET = { totalMs: 18_000, attemptMs: 3_000 };

/** The counts of this process. */
const keptCounts = new Kept<Tally>();
/** The documents with numbers of this process. */
const keptNumbers = new Kept<Numbers | null>();

/** Forgets what this process knows of any number, so that the next request asks the store. */
export function forgetNumbers(): void {
  keptCounts.forget();
  keptNumbers.forget();
}

/** What counting needs from this deploy. It can only count: it reads and erases no signature. */
export function countingServices(context: Invocation): CountingServices {
  // Not every request counts. One that does has one budget for all that it asks the stores.
  let opened: ReturnType<typeof openStores> | undefined;
  const stores = () => (opened ??= openStores(context));
  return {
    signatures: { countAmong: (key, wanted, shared) => stores().signatures.countAmong(key, wanted, shared) },
    asides: { read: (key) => stores().asides.read(key) },
    shares: {
      read: (key) => stores().shares.read(key),
      update: (key, change) => stores().shares.update(key, change),
    },
    numbers: { read: (key) => stores().numbers.read(key) },
    kept: keptCounts,
    now: () => new Date(),
  };
}

function openStores(context: Invocation) {
  return {
    signatures: signatureStore(context, BUDGET),
    asides: asideStore(context, BUDGET),
    shares: shareStore(context, BUDGET),
    numbers: numberStore(context, BUDGET),
  };
}

/** What series and corrections need from this deploy: one document. */
export function numberServices(context: Invocation): NumberServices {
  return { numbers: { read: (key) => numberStore(context, BUDGET).read(key) }, kept: keptNumbers };
}
