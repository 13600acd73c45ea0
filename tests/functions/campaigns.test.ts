import { afterEach, describe, expect, it, vi } from 'vitest';
import { ask, withBlobs } from './platform.ts';

const blobs = await withBlobs();

interface Entry {
  readonly slug: string;
  readonly titles: Readonly<Record<string, string>>;
  readonly state: string;
}

async function listed(): Promise<Entry[]> {
  return (await (await ask('/api/campaigns')).json()) as Entry[];
}

describe('GET campaigns', () => {
  afterEach(() => void vi.useRealTimers());

  it('lists what is published, in the order of slugs, and no draft', async () => {
    const slugs = (await listed()).map(({ slug }) => slug);
    expect(slugs).toEqual(slugs.toSorted());
    expect(slugs).toContain('blue-river');
    for (const hidden of ['not-yet-shown', 'by-mail-draft', 'muddy-river'])
      expect(slugs, hidden).not.toContain(hidden);
  });

  it('gives a title in each language that a campaign is written in', async () => {
    const all = await listed();
    expect(all.find(({ slug }) => slug === 'clean-river')).toEqual({
      slug: 'clean-river',
      titles: { en: 'The campaign clean-river', es: 'Un río limpio' },
      state: 'active',
    });
    expect(all.find(({ slug }) => slug === 'has-won')?.titles).toEqual({ en: 'The campaign has-won' });
  });

  it('says the state of today, in the time zone of the site', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const stateAt = async (now: string) => {
      vi.setSystemTime(now);
      return (await listed()).find(({ slug }) => slug === 'by-mail-until')?.state;
    };
    expect(await stateAt('2040-06-16T03:59:00Z')).toBe('active');
    expect(await stateAt('2040-06-16T04:00:00Z')).toBe('closed');
    expect(new Set((await listed()).map(({ state }) => state))).toEqual(
      new Set(['active', 'closed', 'notOpenYet', 'paused', 'won']),
    );
  });

  it('asks no store, is kept by no cache, and is readable by every web page', async () => {
    const { headers } = await ask('/api/campaigns?utm_source=x');
    expect(blobs.operations.total).toBe(0);
    const kept = ['cache-control', 'netlify-cdn-cache-control'].map((name) => headers.get(name));
    expect(kept).toEqual(['no-store', null]);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    const refused = await ask('/api/campaigns', { method: 'DELETE' });
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect((await ask('/api/campaigns?none=1')).status).toBe(308);
  });
});
