import { describe, expect, it } from 'vitest';
import { WHOLE } from '#domain/part.ts';
import { aSignature, someIds } from '../store/a-signature.ts';
import { aCampaign } from './a-campaign.ts';
import { aWorld } from './retention-world.ts';

describe('signatures that belong to no campaign', () => {
  it('are told of at once, and erased after the site’s retention, counted from then', async () => {
    const world = aWorld();
    await world.sign('removed-river', 3);
    expect(await world.runAt('2026-03-01T12:00:00Z')).toBe(0);
    expect(world.logged).toEqual([{ who: '', what: 'orphaned', campaign: 'removed-river', count: 3 }]);
    expect(world.told).toEqual([
      expect.stringMatching(/^3 signatures under removed-river .* after 2026-08-28, .*formerly/u),
    ]);
    expect(await world.runAt('2026-08-28T12:00:00Z')).toBe(0);
    expect([await world.left('removed-river'), world.logged.length]).toEqual([3, 1]);
    expect(await world.runAt('2026-08-29T12:00:00Z')).toBe(3);
    expect(await world.left('removed-river')).toBe(0);
    expect(world.logged.at(-1)).toMatchObject({ what: 'retention', campaign: 'removed-river', count: 3 });
  });

  it.each([
    ['comes back', aCampaign({ slug: 'muddy-river' })],
    ['is named in formerly', aCampaign({ formerly: ['muddy-river'] })],
  ])('stay where their campaign %s, and another absence counts anew', async (_, campaign) => {
    const world = aWorld();
    await world.sign('muddy-river', 3, { at: '2026-03-01T12:00:00Z' });
    await world.runAt('2026-03-01T12:00:00Z');
    world.campaigns = [campaign];
    await world.runAt('2026-03-01T13:00:00Z');
    world.campaigns = [];
    expect(await world.runAt('2027-03-01T12:00:00Z')).toBe(0);
    expect(await world.runAt('2027-08-28T12:00:00Z')).toBe(0);
    expect(await world.runAt('2027-08-30T12:00:00Z')).toBe(3);
  });

  it('are those under a later name too, if the campaign’s oldest one is another', async () => {
    const world = aWorld();
    world.campaigns = [aCampaign({ slug: 'blue-river', formerly: ['muddy-river', 'brown-river'] })];
    await world.sign('muddy-river', 1);
    await world.sign('brown-river', 1);
    await world.runAt('2026-03-01T12:00:00Z');
    expect(world.logged.map(({ campaign }) => campaign)).toEqual(['brown-river']);
  });
});

describe('signatures of a campaign without a last day', () => {
  it('are erased each by its own age', async () => {
    const world = aWorld();
    world.campaigns = [aCampaign()];
    await world.runAt('2026-01-01T12:00:00Z');
    const [first = '', second = ''] = someIds(2);
    const sign = (id: string, signedAt: string) =>
      world.store('own').record(aSignature({ id, campaign: 'clean-river', signedAt }));
    await sign(first, '2026-01-01T12:00:00Z');
    await world.runAt('2026-01-01T13:00:00Z');
    await sign(second, '2027-06-01T12:00:00Z');
    expect(await world.runAt('2028-01-01T12:00:00Z')).toBe(0);
    expect(await world.runAt('2028-01-02T12:00:00Z')).toBe(1);
    expect(await world.store('own').ids('clean-river', WHOLE)).toEqual([second]);
    expect(await world.runAt('2029-06-01T12:00:00Z')).toBe(1);
  });

  it('are not erased suddenly, however old they are when the rule begins', async () => {
    const world = aWorld();
    world.campaigns = [aCampaign({ opens: '2016-01' })];
    await world.sign('clean-river', 3, { at: '2016-01-31T12:00:00Z' });
    expect(await world.runAt('2026-11-26T12:00:00Z')).toBe(0);
    expect(await world.runAt('2028-11-25T12:00:00Z')).toBe(0);
    expect(await world.runAt('2028-11-26T12:00:00Z')).toBe(3);
  });

  it('are kept until after the last day, once it is written down', async () => {
    const world = aWorld();
    world.campaigns = [aCampaign()];
    await world.sign('clean-river', 3);
    await world.runAt('2026-01-01T12:00:00Z');
    world.campaigns = [aCampaign({ closes: '2027-12-31' })];
    expect(await world.runAt('2028-06-28T12:00:00Z')).toBe(0);
    expect(await world.runAt('2028-06-29T12:00:00Z')).toBe(3);
  });

  it('are erased beside one that cannot be read, and the run fails', async () => {
    const world = aWorld();
    world.campaigns = [aCampaign()];
    await world.sign('clean-river', 3);
    await world.runAt('2026-01-01T12:00:00Z');
    const [unreadable = ''] = someIds(3);
    world.isUnreadable = (id) => id === unreadable;
    await expect(world.runAt('2029-01-01T12:00:00Z')).rejects.toThrow('unreadable');
    expect(await world.store('own').ids('clean-river', WHOLE)).toEqual([unreadable]);
  });

  it('are all found in time where there are many, some in each hour', async () => {
    const world = aWorld();
    world.campaigns = [aCampaign()];
    await world.sign('clean-river', 25_000);
    await world.runAt('2026-01-01T12:00:00Z');
    const due = new Date('2029-01-01T00:00:00Z').valueOf();
    for (let hour = 0; hour < 4; hour += 1) {
      await world.runAt(new Date(due + hour * 3_600_000).toISOString());
    }
    expect(await world.left('clean-river')).toBe(0);
  });
});

describe('signatures of a preview', () => {
  it.each(['deploy-preview', 'branch-deploy'])(
    'are erased whole a week after the first of them: %s',
    async (where) => {
      const world = aWorld();
      world.campaigns = [aCampaign()];
      await world.sign('clean-river', 3, { where });
      await world.sign('removed-river', 2, { where });
      expect(await world.runAt('2026-03-01T12:00:00Z')).toBe(0);
      expect(await world.runAt('2026-03-08T12:00:00Z')).toBe(0);
      expect(await world.runAt('2026-03-09T12:00:00Z')).toBe(5);
      await world.sign('clean-river', 1, { where });
      expect(await world.runAt('2026-03-09T13:00:00Z')).toBe(0);
    },
  );
});

describe('a run', () => {
  it('goes on with the other folders where one fails, fails itself, and forgets no mark', async () => {
    const world = aWorld();
    world.campaigns = ['a', 'b', 'c'].map((slug) => aCampaign({ slug, closes: '2020-01-31' }));
    for (const slug of ['a', 'b', 'c']) await world.sign(slug, 2);
    world.marks.push({ state: 'orphaned', folder: 'away', since: '2026-01-01' });
    world.isDown = (key) => key === 'a';
    await expect(world.runAt('2026-03-01T12:00:00Z')).rejects.toThrow('down');
    expect([await world.left('a'), await world.left('b'), await world.left('c')]).toEqual([2, 0, 0]);
    expect(world.marks).toHaveLength(1);
  });
});

describe('a folder without signatures', () => {
  it('is told of to nobody', async () => {
    const world = aWorld();
    await world.runAt('2026-03-01T12:00:00Z');
    expect([world.logged, world.told, world.marks]).toEqual([[], [], []]);
  });
});

describe('a run without time', () => {
  it.each([null, '2020-01-31'])('begins no batch, with the last day %s', async (closes) => {
    const world = aWorld();
    world.campaigns = [aCampaign({ closes })];
    await world.sign('clean-river', 3);
    await world.runAt('2020-01-01T12:00:00Z');
    world.hasTime = false;
    expect(await world.runAt('2029-01-01T12:00:00Z')).toBe(0);
    world.hasTime = true;
    expect(await world.runAt('2029-01-01T13:00:00Z')).toBe(3);
  });
});

describe('a last day beyond the calendar', () => {
  it.each([
    ['9999-12-31', 180],
    ['2026-12', 3_000_000],
    ['2026-12', 1e12],
    ['2026-12', 1e300],
  ])('of %s and %d days never has come', async (closes, retention) => {
    const world = aWorld();
    world.campaigns = [aCampaign({ closes, retention })];
    await world.sign('clean-river', 3);
    await world.runAt('2026-11-26T12:00:00Z');
    expect(await world.left('clean-river')).toBe(3);
  });
});
