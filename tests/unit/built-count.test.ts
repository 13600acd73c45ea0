import { describe, expect, it } from 'vitest';
import type { Campaign } from '#domain/campaign.ts';
import { builtCount } from '#page-data/built-count.ts';
import { aCampaign } from './a-campaign.ts';
import { type Answers, LIVE_COUNT, liveSite } from './live-site.ts';

/** The count that a build shows where the live site answers so. */
async function countWhere(answers: Answers, campaign: Campaign): Promise<unknown> {
  using live = liveSite(answers);
  return await builtCount(campaign, live.origin);
}

describe('the count at build', () => {
  it('asks the live site once a campaign', async () => {
    using live = liveSite({ 'clean-river': { body: LIVE_COUNT } });
    expect(await builtCount(aCampaign(), live.origin)).toEqual(LIVE_COUNT);
    expect(await builtCount(aCampaign(), live.origin)).toEqual(LIVE_COUNT);
    expect(live.asked).toEqual(['clean-river']);
  });

  it('asks nobody where there is no live site', async () => {
    expect(await builtCount(aCampaign(), '')).toBeNull();
  });

  it('asks for the names before where the live site does not know the new one yet', async () => {
    using live = liveSite({
      'older-river': { body: { ...LIVE_COUNT, campaign: 'older-river' } },
    });
    const renamed = aCampaign({ formerly: ['older-river', 'muddy-river'] });
    expect(await builtCount(renamed, live.origin)).toMatchObject({ count: 12 });
    expect(live.asked).toEqual(['clean-river', 'muddy-river', 'older-river']);
  });

  it.each([
    ['answers with an error', { status: 503, body: LIVE_COUNT }],
    ['answers with something else', { body: '<!doctype html>' }],
    ['answers for another campaign', { body: { ...LIVE_COUNT, campaign: 'x' } }],
    ['counts in a way that this build does not know', { body: { ...LIVE_COUNT, basis: 'guessed' } }],
    ['counts another kind of signature', { body: LIVE_COUNT }],
  ])('is unknown where the live site %s', async (_why, answered) => {
    const campaign = aCampaign({ confirmation: 'required' });
    expect(await countWhere({ 'clean-river': answered }, campaign)).toBeNull();
  });

  it('is unknown where the live site cannot be reached', async () => {
    // Nothing fetches from this port.
    expect(await builtCount(aCampaign(), 'http://127.0.0.1:1')).toBeNull();
  });
});

describe('a build that makes a number coarse', () => {
  it('shows no exact one from before', async () => {
    const before = { 'clean-river': { body: LIVE_COUNT } };
    expect(await countWhere(before, aCampaign({ discreet: true }))).toBeNull();
    const confirmed = aCampaign({ discreet: true, confirmation: 'required' });
    const proven = { 'clean-river': { body: { ...LIVE_COUNT, basis: 'confirmed' } } };
    expect(await countWhere(proven, confirmed)).toMatchObject({ online: 12 });
  });
});
