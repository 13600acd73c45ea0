import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CampaignState } from '#domain/campaign.ts';
import { toCount } from '#domain/count.ts';
import { basisReach, shownCount } from '#domain/shown-count.ts';
import { reachOf, toldNumber } from '#domain/told-number.ts';
import { translator } from '#i18n/translate.ts';
import { basisKey, inOneLine, numberWords } from '#number/number-words.ts';
import { aCampaign } from './a-campaign.ts';
import { aTally } from './a-tally.ts';

const PAPER = { elsewhere: [{ count: 352, source: 'Paper', date: '2026-05' }] };
const DISCREET = { discreet: true } as const;

/** The words for a campaign's number, and what it stands for. */
function told(facts: Parameters<typeof aCampaign>[0], online: number, locale = 'en') {
  const campaign = aCampaign(facts);
  const t = translator(locale);
  const shown = shownCount(campaign, toCount(campaign, aTally({ online }), true));
  if (shown.kind === 'unknown') throw new RangeError('A counted number is known.');
  return [inOneLine(numberWords(shown, t, 'active')), t(basisKey(campaign, shown))];
}

describe('a number in words', () => {
  it.each([
    [{}, 1, '1 signature'],
    [{}, 0, 'Be the first to sign'],
    [{}, 1217, '1,217 signatures'],
    [PAPER, 0, '352 signatures'],
    [PAPER, 60, '412 signatures'],
    [DISCREET, 0, 'fewer than 30 signatures'],
    [DISCREET, 30, 'at least 30 signatures'],
    [DISCREET, 1217, 'at least 1,210 signatures'],
    [{ ...DISCREET, ...PAPER }, 0, '352 signatures on paper or through partners, and fewer than 30 here'],
    [{ ...DISCREET, ...PAPER }, 37, 'at least 380 signatures'],
    // Confirming makes every address prove itself, so nobody can test one.
    [{ ...DISCREET, confirmation: 'required' as const }, 7, '7 signatures'],
  ])('says no more than is known: %j, %i', (facts, online, words) => {
    expect(told(facts, online)[0]).toBe(words);
  });

  it.each([
    [DISCREET, 0, 'menos de 30 firmas'],
    [DISCREET, 1217, 'al menos 1210 firmas'],
    [DISCREET, 1_000_000, 'al menos 1.000.000 de firmas'],
    [{ ...DISCREET, ...PAPER }, 0, '352 firmas en papel o a través de aliados, y menos de 30 aquí'],
  ])('says the same in Spanish: %j, %i', (facts, online, words) => {
    expect(told(facts, online, 'es')[0]).toBe(words);
  });

  it('is never more than the count, and no finer than ten where it is not exact', () => {
    const counts = fc.record({ count: fc.nat(), online: fc.nat(), exact: fc.boolean() });
    fc.assert(
      fc.property(counts, (count) => {
        const said = toldNumber(count);
        const reach = reachOf(said);
        if (reach !== null) expect(reach).toBeLessThanOrEqual(count.count);
        if (count.exact) expect(said).toEqual({ manner: 'exact', number: count.count });
        else if (count.online > 0) expect(said.number % 10).toBe(0);
        else expect(said.manner).not.toBe('exact');
      }),
    );
  });

  it('reaches nowhere on the way to a goal where it only says what it stays below', () => {
    expect(reachOf(toldNumber({ count: 0, online: 0, exact: false }))).toBeNull();
    expect(reachOf(toldNumber({ count: 0, online: 0, exact: true }))).toBe(0);
    expect(reachOf(toldNumber({ count: 1217, online: 1217, exact: false }))).toBe(1210);
  });
});

describe('no signature', () => {
  const none = (state: CampaignState, online = 0) => {
    const campaign = aCampaign(
      online > 0 ? { corrections: [{ count: -online, reason: 'Machines', date: '2026-05' }] } : {},
    );
    const shown = shownCount(campaign, toCount(campaign, aTally({ online }), state === 'active'));
    if (shown.kind === 'unknown') throw new RangeError('A counted number is known.');
    return inOneLine(numberWords(shown, translator('en'), state));
  };

  it('is an invitation while the campaign is open, and never a 0', () => {
    expect(none('active')).toBe('Be the first to sign');
    expect(none('notOpenYet')).toBe('Signing has not begun yet');
    expect(none('paused')).toBe('There are no signatures');
    expect(none('closed')).toBe('There are no signatures');
  });

  it('invites nobody to be the first where corrections took all of them out', () => {
    expect(none('active', 7)).toBe('There are no signatures');
  });
});

describe('what a number stands for', () => {
  const confirmed = { confirmation: 'required' } as const;

  it.each([
    ['all of it', {}, 12, 'One signature per email address. We do not check the addresses.'],
    ['all of it', confirmed, 12, 'Each signature is confirmed by email.'],
    [
      'what was made here',
      PAPER,
      12,
      'Here: one signature per email address. We do not check the addresses.',
    ],
    ['what was made here', { ...PAPER, ...confirmed }, 12, 'Here: each signature is confirmed by email.'],
    ['none of it', PAPER, 0, 'Gathered on paper or by partners, with source and date.'],
    ['none of it', { ...PAPER, ...confirmed }, 0, 'Gathered on paper or by partners, with source and date.'],
    [
      'what may have been made here',
      { ...PAPER, ...DISCREET },
      0,
      'Here: one signature per email address. We do not check the addresses.',
    ],
  ])('is said of %s: %j, %i', (_what, facts, online, words) => {
    expect(told(facts, online)[1]).toBe(words);
  });

  it('holds while there is no number too, and is said of paper where only that is known', () => {
    expect(basisReach(shownCount(aCampaign(), null), 0)).toBe('all');
    expect(basisReach(shownCount(aCampaign(PAPER), null), 352)).toBe('paper');
  });
});
