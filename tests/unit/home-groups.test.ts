import { describe, expect, it } from 'vitest';
import type { CampaignContent } from '#campaigns/content.ts';
import { homeOf } from '#page-data/home-groups.ts';
import { aCampaign } from './a-campaign.ts';

const NOW = new Date('2026-11-27T12:00:00Z');

describe('the home page', () => {
  it.each(['active', 'paused', 'won', 'closed'] as const)('is the door of its one campaign: %s', (status) => {
    const only = content('only', status);
    expect(homeOf([only], 'UTC', NOW)).toEqual({ door: { content: only, state: status }, groups: [] });
  });

  it('stays the door of the one that is published, with the drafts of a preview below', () => {
    const { door, groups } = homeOf([content('draft', 'draft'), content('only', 'active')], 'UTC', NOW);
    expect(door?.content.campaign.slug).toBe('only');
    expect(slugsIn(groups)).toEqual({ draft: ['draft'] });
  });

  it('is no door of a draft', () => {
    const { door, groups } = homeOf([content('draft', 'draft')], 'UTC', NOW);
    expect(door).toBeNull();
    expect(slugsIn(groups)).toEqual({ draft: ['draft'] });
  });

  it('lists several: what can be signed first, then what was won, then what is closed', () => {
    const states = ['closed', 'won', 'paused', 'active', 'draft'] as const;
    const { door, groups } = homeOf(
      states.map((status) => content(status, status)),
      'UTC',
      NOW,
    );
    expect(door).toBeNull();
    expect(groups.map(({ name }) => name)).toEqual(['open', 'later', 'won', 'closed', 'draft']);
  });

  it('is empty without campaigns', () => {
    expect(homeOf([], 'UTC', NOW)).toEqual({ door: null, groups: [] });
  });
});

function content(slug: string, status: CampaignContent['campaign']['status']): CampaignContent {
  return { campaign: aCampaign({ slug, status }), texts: [], updates: [] };
}

function slugsIn(groups: ReturnType<typeof homeOf>['groups']): Record<string, string[]> {
  return Object.fromEntries(
    groups.map(({ name, campaigns }) => [name, campaigns.map(({ content }) => content.campaign.slug)]),
  );
}
