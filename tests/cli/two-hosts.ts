import { vi } from 'vitest';
import { netlifyStoresBy } from '#blobs/netlify-stores.ts';
import type { Side } from '#copy/side.ts';
import type { Budget } from '#store/budget.ts';
import type { OpenStores } from '#store/stores.ts';
import type { BlobService } from '../blob-service/blob-service.ts';

/** A test that is about faults waits less than a person at a terminal would. */
const BUDGET = { totalMs: 10_000, attemptMs: 5_000 };

/** A fake service of Netlify as a side of a copy, without a network. */
export function sideOf(
  service: BlobService,
  words: string,
  { context = 'production', budget = BUDGET }: { context?: string; budget?: Budget } = {},
): Side {
  const stores: OpenStores = () => {
    vi.stubEnv('NETLIFY_BLOBS_CONTEXT', service.encodedContext);
    return netlifyStoresBy(service.fetch)(budget);
  };
  return { words, context, stores };
}

/** Everything in the stores of a context: texts by the kind of store and key. */
export function contentOf(service: BlobService, context = 'production'): Record<string, string> {
  const found: Record<string, string> = {};
  for (const kind of KINDS) {
    const name = `${kind}-${context}${kind === 'mails' ? DAY : ''}`;
    for (const key of service.keys(name))
      found[`${kind} ${key}`] = String(service.read(name, key)?.body ?? '');
  }
  return found;
}

const DAY = '-2016-01-31';
const KINDS = [
  'signatures',
  'asides',
  'numbers',
  'news',
  'withdrawals',
  'mails',
  'audit',
  'retention',
  'news-retention',
];

/** Puts a text at `kind key` of a context. */
export function put(service: BlobService, place: string, text: string, context = 'production'): void {
  const [store, key] = whereIs(place, context);
  service.seed(store, [[key, text]]);
}

/** Erases what is at `kind key` of a context. */
export function erase(service: BlobService, place: string, context = 'production'): void {
  service.erase(...whereIs(place, context));
}

function whereIs(place: string, context: string): [store: string, key: string] {
  const [kind = '', key = ''] = place.split(' ');
  return [`${kind}-${context}${kind === 'mails' ? DAY : ''}`, key];
}
