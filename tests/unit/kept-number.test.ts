import { describe, expect, it } from 'vitest';
import type { Campaign } from '#domain/campaign.ts';
import { type Tally, toCount } from '#domain/count.ts';
import { shownCount } from '#domain/shown-count.ts';
import { translator } from '#i18n/translate.ts';
import { keptNumber } from '#number/kept-number.ts';
import { aCampaign } from './a-campaign.ts';
import { site } from './a-privacy-page.ts';
import { aTally } from './a-tally.ts';

const WON = { status: 'won', closes: '2026-03-05' } as const;
const PAPER = { elsewhere: [{ count: 352, source: 'Paper', date: '2026-01' }] };
/** In New York it is still the third of June. */
const ERASED = '2026-06-04T02:00:00.000Z';

function kept(
  facts: Partial<Campaign>,
  tally: Partial<Tally> | null,
  { locale = 'en', now = new Date('2026-06-04T03:59:59Z') } = {},
) {
  const campaign = aCampaign(facts);
  const built = tally && toCount(campaign, aTally(tally), false);
  const policy = { ...site, retention: 90, timeZone: 'America/New_York' };
  const state = campaign.status;
  const shown = shownCount(campaign, built);
  return keptNumber({ campaign, site: policy, state, shown, now }, translator(locale));
}

describe('a number that outlives its signatures', () => {
  it.each([
    [WON, 'The signatures were erased on June 3, 2026. Their number stays.'],
    [{ ...WON, ...PAPER }, 'The signatures made here were erased on June 3, 2026. Their number stays.'],
    // Without a last day the younger ones are still there.
    [
      { status: 'active', closes: null } as const,
      'Older signatures made here were erased, last on June 3, 2026. Their number stays.',
    ],
  ])('says when they were erased: %j', (facts, words) => {
    expect(kept(facts, { online: 12, erased: ERASED })).toBe(words);
  });

  it('says beforehand, once the campaign is over, how long they are kept', () => {
    expect(kept(WON, { online: 12 })).toBe(
      'The signatures made here are kept until June 3, 2026. Their number stays.',
    );
    expect(kept(WON, null)).toBe('The signatures made here are kept until June 3, 2026. Their number stays.');
    expect(kept({ ...WON, closes: null }, { online: 12 })).toBe(
      'Each signature made here is kept for 730 days. The number stays.',
    );
    expect(kept(WON, { online: 12 }, { locale: 'es' })).toContain('se guardan hasta el 3 de junio de 2026');
  });

  it('says of a day that went by only that they were to be kept until then', () => {
    const now = new Date('2026-06-04T04:00:00Z');
    expect(kept(WON, { online: 12 }, { now })).toBe(
      'The signatures made here were to be kept until June 3, 2026. Their number stays.',
    );
    expect(kept(WON, null, { now, locale: 'es' })).toContain('debían guardarse hasta el 3 de junio de 2026');
  });

  it('says nothing while the campaign goes on, nor where nobody signed here', () => {
    expect(kept({ ...WON, status: 'active' }, { online: 12 })).toBe('');
    expect(kept({ ...WON, ...PAPER }, { online: 0 })).toBe('');
  });
});
