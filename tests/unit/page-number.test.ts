import { describe, expect, it } from 'vitest';
import type { Campaign, CampaignState } from '#domain/campaign.ts';
import { type Tally, toCount } from '#domain/count.ts';
import { shownCount } from '#domain/shown-count.ts';
import { translator } from '#i18n/translate.ts';
import { liveNumber, pageNumber } from '#number/page-number.ts';
import { aCampaign } from './a-campaign.ts';
import { site } from './a-privacy-page.ts';
import { aTally } from './a-tally.ts';

const now = new Date('2026-06-04T12:00:00Z');
const ELSEWHERE = { elsewhere: [{ count: 352, source: 'Paper', date: '2026-01' }] };

function live(
  facts: Partial<Campaign>,
  tally: Partial<Tally>,
  state: CampaignState = 'active',
  locale = 'en',
) {
  const campaign = aCampaign(facts);
  const count = toCount(campaign, aTally(tally), state === 'active');
  return liveNumber(count, { campaign, site, state, now }, translator(locale));
}

describe('the words of a live number', () => {
  it('are those of the page that is built at that moment, and a line for the ear', () => {
    for (const facts of [{}, { goal: 1000 }, { discreet: true }, ELSEWHERE, { ...ELSEWHERE, goal: 50 }]) {
      for (const state of ['active', 'won', 'closed', 'notOpenYet'] as const) {
        const campaign = aCampaign(facts);
        const count = toCount(campaign, aTally({ online: 60 }), state === 'active');
        const told = { campaign, site, state, now };
        const built = pageNumber(shownCount(campaign, count), told, translator('es'));
        const { words, ...rest } = liveNumber(count, told, translator('es'));
        const { said, ...placed } = words;
        expect({ ...rest, words: placed }, JSON.stringify([facts, state])).toEqual(built);
        expect(said, state).toContain(placed.number);
      }
    }
  });

  it('have a place for “at least” only where a number is not exact, and for a goal only where there is one', () => {
    const keys = (facts: Partial<Campaign>) => Object.keys(live(facts, { online: 60 }).words);
    const always = ['number', 'after', 'asOf', 'setAside', 'kept', 'said'];
    expect(keys({ goal: null })).toEqual(always);
    expect(keys({ goal: 100 }).toSorted()).toEqual([...always, 'goal'].toSorted());
    expect(keys({ goal: null, discreet: true }).toSorted()).toEqual([...always, 'before'].toSorted());
  });

  it('say the number, its goal, its moment and what is aside, in the language', () => {
    const { words, bar, basis } = live({ goal: 1000 }, { online: 1210, setAside: 31 }, 'active', 'es');
    expect(words).toMatchObject({ number: '1210', after: 'firmas', setAside: 'Apartadas: 31' });
    expect(words.said).toBe(`1210 firmas. ${words.goal ?? ''}`);
    expect([bar, basis]).toEqual([{ max: 2000, value: 1210 }, 'all']);
  });

  it('have no bar once it is won, and one without a value where nobody may know how far', () => {
    expect(live({ goal: 100 }, { online: 60 }, 'won').bar).toBeNull();
    expect(live({ goal: 100, discreet: true }, { online: 0 }).bar).toEqual({ max: 100, value: null });
  });

  it('hold of paper while nobody signed here', () => {
    expect(live(ELSEWHERE, { online: 0 }).basis).toBe('paper');
    expect(live(ELSEWHERE, { online: 1 }).basis).toBe('here');
  });
});
