import { beforeAll, beforeEach, vi } from 'vitest';
import { deployedCampaigns } from '#deploy/deployed-content.ts';
import { toOrder } from '#secret/order.ts';
import retention from '../../netlify/functions/retention.ts';
import { aSignature, someIds } from '../store/a-signature.ts';
import type { StoreWorld } from '../support/store-world.ts';
import { invocation, STORE } from './platform.ts';
import { withVirtualTime } from './virtual-time.ts';

export const NOW = new Date('2030-01-31T12:00:00Z');
export const DAY_MS = 86_400_000;
export const MARKS = 'withdrawals-local';
export const NEWS = 'news-local';
export const [ID = '', OTHER = ''] = someIds(2);

/** A moment before now. */
export function before(ms: number): Date {
  return new Date(NOW.valueOf() - ms);
}

/** Runs the hourly function as the platform does. */
export async function run(context = ''): Promise<number> {
  return (await retention(new Request('https://petition.example/'), invocation({}, context))).status;
}

/** The exact time of a record of `by-mail`, as it is stored. */
export function orderOf(at: Date, id = ID, secret = 's'.repeat(32)): string {
  return toOrder(secret, { campaign: 'by-post', id }, at);
}

/** Before each test it is `NOW`, and waits take no time. It gives what puts records of `by-mail` into stores. */
export function hourlyWorld(blobs: StoreWorld) {
  // No file is read while the clock is virtual: it would run on meanwhile.
  beforeAll(deployedCampaigns);
  withVirtualTime(blobs, { days: true });
  beforeEach(() => {
    vi.setSystemTime(NOW);
  });
  return {
    mark: (at: Date, id = ID, { store = MARKS, kind = 'signature' } = {}): void => {
      blobs.seed(store, [[`${kind}/by-post/${id}`, at.toISOString()]]);
    },
    seedOpen: (signedAt: Date, id = ID, store = STORE): void => {
      const signature = aSignature({ id, campaign: 'by-post', signedAt: signedAt.toISOString() });
      blobs.seed(store, [[`by-post/${id}`, JSON.stringify(signature)]]);
    },
    /** A sealed signature shows its hour only. */
    seedSealed: (hour: string, order: string | undefined, id = ID): void => {
      const signature = { version: 1, id, campaign: 'by-post', signedAt: hour, order, sealed: 'YWdl' };
      blobs.seed(STORE, [[`by-post/${id}`, JSON.stringify(signature)]]);
    },
    seedNews: (at: Date, confirmedAt: Date, id = ID): void => {
      const record = { version: 1, id, campaign: 'by-post', confirmedAt: confirmedAt.toISOString() };
      const reader = { email: 'ada@example.org', locale: 'en' };
      const news = { ...record, wording: '0'.repeat(16), order: orderOf(at, id), reader };
      blobs.seed(NEWS, [[`by-post/${id}`, JSON.stringify(news)]]);
    },
  };
}
