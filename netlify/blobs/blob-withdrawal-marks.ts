import { getStore } from '@netlify/blobs';
import type { EntryKind } from '#domain/entry-kind.ts';
import type { Budget } from '#store/budget.ts';
import { confirmed, StoreUnavailable } from '#store/store-unavailable.ts';
import type { MarkPlace, WithdrawalMarks } from '#store/withdrawal-marks.ts';
import { retryingFetch } from './retrying-fetch.ts';

/**
 * The marks of withdrawals and erasures in Netlify Blobs, in their own store. A mark is a time, under kind, campaign
 * and id. `name` contains the deploy context; the budget starts now.
 */
export function blobWithdrawalMarks(name: string, budget: Budget): WithdrawalMarks {
  const store = getStore({ name, consistency: 'strong', fetch: retryingFetch(budget) });
  return {
    mark: confirmed('mark', async (place: MarkPlace, at: Date) => {
      // A write without a condition throws if it fails, unlike one with a condition.
      await store.set(toKey(place), at.toISOString());
    }),
    markedAt: confirmed('read a mark', async (place: MarkPlace) => {
      const found = await store.getWithMetadata(toKey(place));
      if (found === null) return null;
      const at = new Date(found.data);
      if (Number.isNaN(at.valueOf())) throw new StoreUnavailable('read a mark');
      return at;
    }),
    all: confirmed('list the marks', async () => {
      const places: MarkPlace[] = [];
      for await (const page of store.list({ paginate: true })) {
        places.push(...page.blobs.map(({ key }) => toPlace(key)));
      }
      return places;
    }),
    forget: confirmed('forget a mark', (place: MarkPlace) => store.delete(toKey(place))),
  };
}

function toKey({ kind, campaign, id }: MarkPlace): string {
  return [kind, campaign, id].join('/');
}

function toPlace(key: string): MarkPlace {
  const [kind = '', campaign = '', id = ''] = key.split('/');
  return { kind: kind as EntryKind, campaign, id };
}
