import { getStore } from '@netlify/blobs';
import type { Budget } from '#store/budget.ts';
import type { RetentionMark, RetentionMarks } from '#store/retention-marks.ts';
import { confirmed } from '#store/store-unavailable.ts';
import { createOnce } from './create-once.ts';
import { retryingFetch } from './retrying-fetch.ts';

/**
 * The marks of retention in Netlify Blobs, in their own store. A mark is a key without content, so one list
 * reads all of them. `name` contains the deploy context; the budget starts now.
 */
export function blobRetentionMarks(name: string, budget: Budget): RetentionMarks {
  const store = getStore({ name, consistency: 'strong', fetch: retryingFetch(budget) });
  return {
    all: confirmed('list the marks', async () => {
      const marks: RetentionMark[] = [];
      for await (const page of store.list({ paginate: true })) {
        marks.push(...page.blobs.map(({ key }) => toMark(key)));
      }
      return marks;
    }),
    add: confirmed('mark', async (mark: RetentionMark) => {
      await createOnce(store, toKey(mark), '');
    }),
    remove: confirmed('remove a mark', (mark: RetentionMark) => store.delete(toKey(mark))),
  };
}

function toKey({ state, folder, since }: RetentionMark): string {
  return [state, folder, since].join('/');
}

function toMark(key: string): RetentionMark {
  const [state = '', folder = '', since = ''] = key.split('/');
  return { state, folder, since };
}
