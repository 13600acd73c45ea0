import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { toStream } from '#actions/download-stream.ts';
import type { NewsRow } from '#domain/news.ts';
import { NEWS } from '#download/news-row.ts';
import { aCampaign } from './a-campaign.ts';

const IDS = Array.from({ length: 2_000 }, (_, index) => String(index).padStart(32, '0'));

/** A store that ends a read only when it is told to. */
function slowStore() {
  const asked: string[] = [];
  const open = new Map<string, () => void>();
  const read = (_: string, id: string) => {
    asked.push(id);
    const ended = Promise.withResolvers<NewsRow>();
    open.set(id, () => {
      ended.resolve({
        id,
        campaign: 'clean-river',
        confirmedAt: '2016-01-31T12:00:00.000Z',
        reader: { email: 'ada@example.org', locale: 'en' },
      });
      open.delete(id);
    });
    return ended.promise;
  };
  /** Ends all reads but those of `held`, also the ones that begin meanwhile. */
  const endAllBut = async (...held: readonly string[]) => {
    const endable = () => [...open].filter(([id]) => !held.includes(id));
    for (let some = endable(); some.length > 0; some = endable()) {
      for (const [, end] of some) end();
      await setImmediate();
    }
  };
  return { asked, open, endAllBut, records: { read } };
}

function streamOf({ records }: ReturnType<typeof slowStore>) {
  return toStream('ndjson', IDS, { kind: NEWS, campaign: aCampaign(), records });
}

describe('the stream of a download', () => {
  it('reads 64 records at once, before anybody takes a row', () => {
    const store = slowStore();
    streamOf(store);
    expect(store.open.size).toBe(64);
  });

  it('reads on behind a slow record, until 512 wait behind it', async () => {
    const store = slowStore();
    streamOf(store);
    await store.endAllBut(IDS[0] ?? '');
    expect(store.asked).toEqual(IDS.slice(0, 1 + 512));
  });

  it('has each row once, in order, however the reads end', async () => {
    const store = slowStore();
    const text = new Response(streamOf(store)).text();
    const [first = '', second = ''] = IDS;
    await store.endAllBut(first, second);
    store.open.get(second)?.();
    await setImmediate();
    store.open.get(first)?.();
    while (store.asked.length < IDS.length || store.open.size > 0) {
      await store.endAllBut();
      await setImmediate();
    }
    const ids = (await text)
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as NewsRow).id);
    expect(ids).toEqual(IDS);
  });

  it('begins no read after the reader went', async () => {
    const store = slowStore();
    await streamOf(store).cancel();
    await store.endAllBut();
    expect(store.asked.length).toBe(64);
  });

  it('begins no read after one failed', async () => {
    const store = slowStore();
    const failing = {
      read: (key: string, id: string) =>
        id === IDS[0] ? Promise.reject(new Error('gone')) : store.records.read(key, id),
    };
    const stream = toStream('ndjson', IDS, { kind: NEWS, campaign: aCampaign(), records: failing });
    await expect(new Response(stream).text()).rejects.toThrow('gone');
    const begun = store.asked.length;
    await store.endAllBut();
    expect(store.asked.length).toBe(begun);
  });
});
