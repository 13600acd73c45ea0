import { describe, expect, it } from 'vitest';
import type { Campaign } from '#domain/campaign.ts';
import { toCount } from '#domain/count.ts';
import { shownCount } from '#domain/shown-count.ts';
import { aCampaign } from './a-campaign.ts';
import { aTally } from './a-tally.ts';

const campaign = aCampaign();

const gathered: Campaign = {
  ...campaign,
  elsewhere: [
    { count: 1200, source: 'Paper', date: '2026-05' },
    { count: 34, source: 'Partners', date: '2026-05-30' },
  ],
};

describe('the number a page is built with', () => {
  it('is the live one, with the time of its count', () => {
    const built = toCount(gathered, aTally({ online: 7, asOf: '2026-06-01T12:00:00.000Z' }), true);
    expect(shownCount(gathered, built)).toMatchObject({
      kind: 'counted',
      manner: 'exact',
      number: 1241,
      asOf: '2026-06-01T12:00:00.000Z',
    });
  });

  it('is what was gathered elsewhere, with its latest date, where there is no live one', () => {
    expect(shownCount(gathered, null)).toEqual({ kind: 'elsewhere', number: 1234, asOf: '2026-05' });
  });

  it('is no number at all where nothing is known', () => {
    expect(shownCount(campaign, null)).toEqual({ kind: 'unknown' });
  });
});
