import { MOST_ASIDE_IDS } from '#domain/aside.ts';
import type { Answered } from './organizer-requests.ts';

/** What came of setting many signatures aside. */
export interface BatchesEnd {
  /** The ids that are surely aside. */
  readonly done: readonly string[];
  /** The status of the refusal that ended it; `null` where all are aside. */
  readonly failure: number | null;
}

/**
 * Sets signatures aside in batches that the site takes, one after another, and stops at a failure. The ids are sorted
 * first. So a second try sends the batches that are left as they were, and the site knows each again.
 */
export async function inBatches(
  ids: readonly string[],
  send: (ids: string[]) => Promise<Answered<unknown>>,
  progress: (done: number) => void,
): Promise<BatchesEnd> {
  const sorted = [...new Set(ids)].sort();
  for (let done = 0; done < sorted.length; done += MOST_ASIDE_IDS) {
    progress(done);
    const answer = await send(sorted.slice(done, done + MOST_ASIDE_IDS));
    if (answer.kind === 'failed') return { done: sorted.slice(0, done), failure: answer.status };
  }
  return { done: sorted, failure: null };
}
