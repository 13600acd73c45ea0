import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Found, nextNumbers } from '#actions/next-numbers.ts';
import { isExact } from '#domain/count.ts';
import { coarseDraw } from '#secret/coarse-draw.ts';
import { type Numbers, parseNumbers, toNumbersText } from '#store/stored-numbers.ts';
import { aCampaign } from './a-campaign.ts';

const EXACT = aCampaign();
const COARSE = aCampaign({ discreet: true });
const DAYS = 2 * 365;
const NOW = '2026-11-26T14:00:05.000Z';

function found(counted: number, { aside = 0, at = NOW, campaign = EXACT } = {}): Found {
  const drawOf = (change: number) => coarseDraw('s'.repeat(32), 'clean-river', change);
  return { campaign, listed: { counted, aside, since: null }, at: new Date(at), drawOf };
}

function numbersOf(...steps: readonly Found[]): Numbers {
  const numbers = steps.reduce<Numbers | null>(nextNumbersOf, null);
  if (numbers === null) throw new TypeError('There are no numbers.');
  return numbers;
}

function nextNumbersOf(standing: Numbers | null, step: Found): Numbers | null {
  return nextNumbers(standing, step);
}

describe('the numbers of a campaign', () => {
  it('are none while it never had a signature', () => {
    expect(nextNumbers(null, found(0))).toBeNull();
    expect(nextNumbers(null, found(0, { aside: 1 }))).toMatchObject({ online: 0, setAside: 1 });
  });

  it('are what was listed and what is gone', () => {
    const standing = { ...numbersOf(found(5)), gone: { counted: 100, aside: 7 } };
    expect(nextNumbers(standing, found(3, { aside: 2, at: '2026-11-26T15:00:05.000Z' }))).toEqual({
      ...standing,
      online: 103,
      setAside: 9,
      asOf: '2026-11-26T15:00:05.000Z',
      points: [
        ['2026-11-26T14:00:00Z', 5],
        ['2026-11-26T15:00:00Z', 103],
      ],
      corrections: [['2026-11-26', 9]],
      hours: [
        ['2026-11-26T14:00:00Z', 5],
        ['2026-11-26T15:00:00Z', 112],
      ],
    });
  });

  it('are the same object where nothing changed, however much later', () => {
    const standing = numbersOf(found(5));
    for (const at of [NOW, '2026-11-26T14:59:00.000Z', '2026-12-26T14:00:05.000Z']) {
      expect(nextNumbers(standing, found(5, { at })), at).toBe(standing);
    }
  });

  it('have the day of an alarm', () => {
    expect(nextNumbers(null, found(50), true)?.alarmed).toBe('2026-11-26');
  });

  it('say what was set aside at the end of each day', () => {
    const numbers = numbersOf(
      found(90, { aside: 10 }),
      found(69, { aside: 31, at: '2026-11-26T20:00:00.000Z' }),
      found(69, { aside: 31, at: '2026-11-27T20:00:00.000Z' }),
      found(100, { at: '2026-11-28T20:00:00.000Z' }),
    );
    expect(numbers.corrections).toEqual([
      ['2026-11-26', 31],
      ['2026-11-28', 0],
    ]);
  });

  it('bear to be applied to their own result, and are what the store takes', () => {
    const step = fc.record({
      hours: fc.nat({ max: 30 }),
      counted: fc.nat({ max: 120 }),
      aside: fc.nat({ max: 40 }),
      isCoarse: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let standing: Numbers | null = null;
        let at = Date.parse(NOW);
        for (const { hours, counted, aside, isCoarse } of steps) {
          at += hours * 3_600_000;
          const campaign = isCoarse ? COARSE : EXACT;
          const here = found(counted, { aside, at: new Date(at).toISOString(), campaign });
          const next: Numbers | null = nextNumbers(standing, here);
          expect(nextNumbers(next, here), 'again').toBe(next);
          if (next) expect(parseNumbers(toNumbersText(next)), 'stored').toEqual(next);
          if (next && isExact(campaign)) {
            expect([next.online, next.setAside], 'exact').toEqual([counted, aside]);
          }
          standing = next;
        }
      }),
    );
  });
});

describe('the numbers of a discreet campaign', () => {
  const day = (number: number) => ({ at: `2026-11-${number}T14:00:05.000Z`, campaign: COARSE });

  it('change at most once a day, and nothing but the hours tells what came meanwhile', () => {
    const first = numbersOf(found(200, { aside: 40, ...day(20) }));
    expect(first.online).toBeGreaterThan(170);
    expect(first).toMatchObject({ setAside: 40, corrections: [['2026-11-20', 40]] });
    const later = nextNumbers(
      first,
      found(290, { aside: 50, at: '2026-11-20T23:00:00.000Z', campaign: COARSE }),
    );
    expect(later).toEqual({ ...first, hours: [...first.hours, ['2026-11-20T23:00:00Z', 340]] });
    const next = nextNumbers(later, found(290, { aside: 50, ...day(21) }));
    expect(next?.online).toBeGreaterThan(260);
    expect(next).toMatchObject({ setAside: 50, asOf: '2026-11-21T14:00:05.000Z' });
    expect(next?.points).toHaveLength(2);
  });

  it('show nothing below 30, neither what was set aside', () => {
    const few = numbersOf(found(20, { aside: 9, ...day(20) }));
    expect(few).toMatchObject({ online: 0, setAside: 0, points: [], corrections: [] });
    const fewer = numbersOf(found(200, { aside: 9, ...day(20) }), found(10, { aside: 199, ...day(21) }));
    expect(fewer).toMatchObject({ online: 0, setAside: 0 });
  });

  it('show no exact number from the time before it was discreet', () => {
    const numbers = numbersOf(found(7, { aside: 2 }), found(7, { aside: 2, ...day(27) }));
    expect(numbers).toMatchObject({ online: 0, setAside: 0, points: [], corrections: [] });
  });
});

describe('a campaign that ran for two years, with signatures in every hour', () => {
  it('has a small document: its points are one a day, but for the last month', () => {
    const start = Date.parse('2024-11-26T00:00:00.000Z');
    let numbers: Numbers | null = null;
    // Hours that are compacted later anyway are left out, to save time.
    for (let hour = 0; hour < DAYS * 24; hour += hour < (DAYS - 40) * 24 ? 8 : 1) {
      const at = new Date(start + hour * 3_600_000).toISOString();
      numbers = nextNumbers(numbers, found(1_000_000 + 7 * hour, { aside: hour, at }));
    }
    expect(numbers?.points).toHaveLength(DAYS - 32 + 32 * 24);
    expect(numbers?.corrections).toHaveLength(DAYS);
    expect(numbers?.hours).toHaveLength(193);
    expect(numbers && toNumbersText(numbers).length).toBeLessThan(80 * 1024);
  });
});
