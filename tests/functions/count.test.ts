import { afterEach, describe, expect, it, vi } from 'vitest';
import { ask, STORE, watchLog, withBlobs } from './platform.ts';
import { aForm, signByForm } from './sign-request.ts';

const blobs = await withBlobs();

function askCount(slug: string, init: RequestInit = {}, query = ''): Promise<Response> {
  return ask(`/api/campaigns/${slug}/count${query}`, init);
}

async function countOf(slug: string): Promise<unknown> {
  return (await askCount(slug)).json();
}

describe('GET count', () => {
  it('adds up what was signed here, elsewhere and corrected', async () => {
    await signByForm(aForm());
    await signByForm(aForm({ email: 'eva@example.org' }));
    expect(await countOf('clean-river')).toEqual({
      campaign: 'clean-river',
      count: 2 + 42 - 3,
      online: 2,
      elsewhere: 42,
      goal: 1000,
      open: true,
      basis: 'claimed',
      exact: true,
      setAside: 0,
      erased: null,
      asOf: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as unknown,
    });
  });

  it('says in a language of the site what the page puts in its places, beside the same number', async () => {
    await signByForm(aForm());
    const plain = (await countOf('clean-river')) as object;
    const spanish = (await (await askCount('clean-river', {}, '?locale=es')).json()) as { page: object };
    expect(spanish).toMatchObject(plain);
    expect(Object.keys(spanish)).toEqual([...Object.keys(plain), 'page']);
    expect(spanish.page).toMatchObject({
      words: {
        number: '40',
        after: 'firmas',
        goal: 'Con 960 más llegamos a 1000.',
        said: '40 firmas. Con 960 más llegamos a 1000.',
      },
      basis: 'here',
      bar: { max: 1000, value: 40 },
    });
  });

  it('leads from a language that the site has not to the number alone', async () => {
    for (const query of ['?locale=fr', '?locale=ES', '?locale=', '?locale=es&locale=en']) {
      const { status, headers } = await askCount('clean-river', {}, query);
      expect([status, headers.get('location')], query).toEqual([308, '/api/campaigns/clean-river/count']);
    }
  });

  it('says null where there is no goal, and that a campaign is not open', async () => {
    expect(await countOf('on-hold')).toMatchObject({ count: 0, goal: null, open: false });
    expect(await countOf('ended-by-date')).toMatchObject({ open: false });
  });

  it('counts each campaign for itself', async () => {
    await signByForm(aForm(), 'asks-nothing');
    expect(await countOf('clean-river')).toMatchObject({ online: 0 });
    expect(await countOf('asks-nothing')).toMatchObject({ online: 1 });
  });

  it('is kept at the edge, where parameters of trackers share one entry', async () => {
    const { headers } = await askCount('clean-river');
    const kept = headers.get('netlify-cdn-cache-control') ?? '';
    expect(kept).toMatch(/\bpublic\b.*\bdurable\b.*\bs-maxage=\d+.*\bstale-while-revalidate=\d+/);
    expect(headers.get('netlify-vary')).toMatch(/^query=\S+$/);
    expect(headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
  });

  it('costs one list and two reads, however many asides there are', async () => {
    await askCount('clean-river');
    expect(blobs.operations.total).toBe(3);
  });

  it('answers 404 for what is no campaign, and for a draft', async () => {
    for (const slug of ['nowhere', 'not-yet-shown', 'privacy']) {
      const response = await askCount(slug);
      expect(response.status, slug).toBe(404);
      expect(response.headers.get('cache-control'), slug).toBe('no-store');
    }
  });

  it('answers other methods with 405, and HEAD without a body', async () => {
    const response = await askCount('clean-river', { method: 'POST' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect((await askCount('clean-river', { method: 'HEAD' })).status).toBe(200);
  });

  it('lets every web page read each of its answers', async () => {
    watchLog();
    blobs.faults.always('list', { status: 403 });
    for (const [status, slug, init, query] of [
      [503, 'clean-river', {}],
      [404, 'nowhere', {}],
      [404, 'not-yet-shown', {}],
      [308, 'clean-river', {}, '?locale'],
      [405, 'clean-river', { method: 'POST' }],
      [405, 'clean-river', { method: 'OPTIONS' }],
    ] as const) {
      const response = await askCount(slug, init, query);
      expect([response.status, response.headers.get('access-control-allow-origin')], slug).toEqual([
        status,
        '*',
      ]);
    }
    blobs.faults.clear();
    const { headers } = await askCount('clean-river', { headers: { origin: 'https://other.example' } });
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
  });

  describe('when the store is down', () => {
    afterEach(() => void vi.useRealTimers());

    it('says the last good number, and when it was true', async () => {
      vi.useFakeTimers({ toFake: ['performance'] });
      const log = watchLog();
      await signByForm(aForm());
      const good = await countOf('clean-river');
      vi.advanceTimersByTime(10_000);
      blobs.faults.always('list', { status: 403 });
      expect(await countOf('clean-river')).toEqual(good);
      expect(log()).toBe('The store did not confirm: count.');
    });

    it('answers 503 where it knows none, never a smaller number', async () => {
      watchLog();
      blobs.seed(STORE, [['has-won/00000000000000000000000000000000', '{}']]);
      blobs.faults.always('list', { status: 403 });
      const response = await askCount('has-won');
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
      expect(response.headers.get('netlify-cdn-cache-control')).toBeNull();
    });
  });
});
