import { describe, expect, it } from 'vitest';
import { statesSince } from '#domain/due-build.ts';
import { aCampaign } from './a-campaign.ts';

const DATES = { opens: '2026-12-01', closes: '2026-12-10' } as const;

function changed(status: 'draft' | 'active' | 'paused' | 'closed' | 'won', built: string, now: string) {
  const campaigns = [aCampaign({ slug: 'clean-river', status, ...DATES })];
  return statesSince(new Date(built), new Date(now), { campaigns, timeZone: 'America/New_York' });
}

describe('campaigns that changed since the pages were built', () => {
  it.each([
    ['2026-11-30T12:00Z', '2026-12-01T04:59:59Z', undefined],
    ['2026-11-30T12:00Z', '2026-12-01T05:00:00Z', 'active'],
    ['2026-12-01T05:00Z', '2026-12-11T04:59:59Z', undefined],
    ['2026-12-01T05:00Z', '2026-12-11T05:00:00Z', 'closed'],
    ['2026-11-30T12:00Z', '2027-01-01T00:00:00Z', 'closed'],
    ['2026-12-11T05:00Z', '2027-01-01T00:00:00Z', undefined],
  ])('are those whose day came, in the site’s time zone: %s to %s', (built, now, state) => {
    expect(changed('active', built, now)).toEqual(state === undefined ? {} : { 'clean-river': state });
  });

  it.each(['draft', 'paused', 'closed', 'won'] as const)('are none that no day changes: %s', (status) => {
    expect(changed(status, '2026-11-30T12:00Z', '2027-01-01T00:00Z')).toEqual({});
  });
});
