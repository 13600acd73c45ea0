import { describe, expect, it } from 'vitest';
import type { OrganizerRequests } from '#desk/organizer-requests.ts';
import { SiteFacts } from '#desk/site-facts.ts';
import type { ListedAside } from '#domain/aside.ts';

function aside(name: string, minute: number): ListedAside {
  const at = new Date(Date.UTC(2026, 4, 3, 12, minute)).toISOString();
  return { aside: name, reason: 'One flood', at, by: 'ana', signatures: 5 };
}

/** Facts whose requests for asides are answered one by one, in any order. */
function facts() {
  const asked: PromiseWithResolvers<{ kind: 'done'; value: ListedAside[] }>[] = [];
  const requests: Pick<OrganizerRequests, 'asides' | 'count'> = {
    asides: () => {
      const answer = Promise.withResolvers<{ kind: 'done'; value: ListedAside[] }>();
      asked.push(answer);
      return answer.promise;
    },
    count: () => Promise.resolve({ kind: 'failed', status: 0 }),
  };
  const shown: (string[] | undefined)[] = [];
  const site = new SiteFacts(requests, 'river', () => shown.push(site.asides?.map((one) => one.aside)));
  const answer = (index: number, value: ListedAside[]) => asked[index]?.resolve({ kind: 'done', value });
  return { site, shown, answer };
}

describe('what is set aside', () => {
  it('is listed from the newest on, and of one moment the last listed comes first', async () => {
    const { site, answer } = facts();
    const read = site.read();
    answer(0, [aside('late', 9), aside('one', 1), aside('other', 1)]);
    await read;
    expect(site.asides?.map((one) => one.aside)).toEqual(['late', 'other', 'one']);
  });

  it('is never shown as it was before: an answer that was asked for earlier and comes later is dropped', async () => {
    const { site, shown, answer } = facts();
    const reads = [site.read(), site.read()];
    answer(1, []);
    await reads[1];
    answer(0, [aside('put back meanwhile', 1)]);
    await reads[0];
    expect(site.asides).toEqual([]);
    expect(shown).toEqual([[]]);
  });
});
