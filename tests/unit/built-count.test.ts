import { afterEach, describe, expect, it, vi } from 'vitest';
import { builtCount } from '#page-data/built-count.ts';
import { aCampaign } from './a-campaign.ts';

const answer = {
  campaign: 'clean-river',
  count: 12,
  online: 12,
  elsewhere: 0,
  goal: null,
  open: true,
  asOf: '2026-06-01T12:00:00.000Z',
};

function live(response: () => Promise<Response>) {
  const fetching = vi.fn(response);
  vi.stubGlobal('fetch', fetching);
  return fetching;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the count at build', () => {
  it('asks the live site once a campaign', async () => {
    const fetching = live(() => Promise.resolve(Response.json(answer)));
    expect(await builtCount(aCampaign(), 'https://a.example')).toEqual(answer);
    expect(await builtCount(aCampaign(), 'https://a.example')).toEqual(answer);
    expect(fetching).toHaveBeenCalledOnce();
  });

  it('asks nobody where there is no live site', async () => {
    const fetching = live(() => Promise.resolve(Response.json(answer)));
    expect(await builtCount(aCampaign(), '')).toBeNull();
    expect(fetching).not.toHaveBeenCalled();
  });

  it('asks for the name before where the live site does not know the new one yet', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn((address: string) =>
        Promise.resolve(
          address.includes('/muddy-river/')
            ? Response.json({ ...answer, campaign: 'muddy-river' })
            : Response.json({ errors: [] }, { status: 404 }),
        ),
      ),
    );
    const renamed = aCampaign({ formerly: ['older-river', 'muddy-river'] });
    expect(await builtCount(renamed, 'https://renamed.example')).toMatchObject({ count: 12 });
  });

  it.each([
    ['cannot be reached', () => Promise.reject(new TypeError('offline'))],
    ['answers with an error', () => Promise.resolve(Response.json(answer, { status: 503 }))],
    ['answers with something else', () => Promise.resolve(new Response('<!doctype html>'))],
    ['answers for another campaign', () => Promise.resolve(Response.json({ ...answer, campaign: 'x' }))],
  ])('is unknown where the live site %s', async (why, response) => {
    live(response);
    expect(await builtCount(aCampaign(), `https://${why.replaceAll(' ', '-')}.example`)).toBeNull();
  });
});
