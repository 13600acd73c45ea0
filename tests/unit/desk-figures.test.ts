import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDayCurve } from '#desk/day-curve.ts';
import { dayByDay, postalCodeTally, tallyOf, withRest } from '#desk/figures.ts';
import { initialsOf } from '#desk/initials.ts';
import { FEWEST_PER_PLACE, type Packet, packetSteps } from '#desk/packet.ts';
import { periodAt } from '#desk/periods.ts';
import { sumsOf } from '#desk/recent-sums.ts';
import { aSignature } from '../store/a-signature.ts';
import { atOnce } from '../support/at-once.ts';

function times<Item>(count: number, item: Item): Item[] {
  return Array.from({ length: count }, () => item);
}

describe('the days', () => {
  it('are those of the site, each with its own and all until then, none left out', () => {
    const days = dayByDay(
      [
        aSignature({ signedAt: '2016-01-31T04:59:00Z' }),
        aSignature({ signedAt: '2016-01-31T05:00:00Z' }),
        aSignature({ signedAt: '2016-02-02T12:00:00Z' }),
      ],
      'America/New_York',
    );
    expect(days).toEqual([
      { day: '2016-01-30', count: 1, total: 1 },
      { day: '2016-01-31', count: 1, total: 2 },
      { day: '2016-02-01', count: 0, total: 2 },
      { day: '2016-02-02', count: 1, total: 3 },
    ]);
  });

  it('are none without signatures', () => {
    expect(dayByDay([], 'UTC')).toEqual([]);
    expect(toDayCurve([])).toMatchObject({ line: '', bars: '' });
  });

  it('make a curve that ends at the top, and a bar for each day that has any', () => {
    const { line, bars } = toDayCurve([
      { day: '2016-01-30', count: 3, total: 3 },
      { day: '2016-01-31', count: 0, total: 3 },
      { day: '2016-02-01', count: 1, total: 4 },
    ]);
    expect(line).toBe('M0 75L333.33 75L333.33 75L666.67 75L666.67 0L1000 0');
    expect(bars.match(/M/gu)).toHaveLength(2);
  });
});

describe('the last days', () => {
  it.each([
    ['today', { from: '2016-03-01', to: '2016-03-01' }],
    ['yesterday', { from: '2016-02-29', to: '2016-02-29' }],
    ['week', { from: '2016-02-24', to: '2016-03-01' }],
    ['all', { from: '', to: '' }],
  ] as const)('are whole days before one: %s', (name, period) => {
    expect(periodAt(name, '2016-03-01')).toEqual(period);
  });

  it('count who wrote and who wants news, as far as that is open, by the days of the site', () => {
    const sealed = { id: 'a'.repeat(32), version: 1, campaign: 'clean-river', sealed: '' } as const;
    const all = [
      aSignature({ signedAt: '2016-01-31T04:59:59Z', comment: 'Mine' }),
      aSignature({ signedAt: '2016-01-31T05:00:00Z', updates: true }),
      { ...sealed, signedAt: '2016-01-31T05:00:00Z' },
    ];
    const periods = ['today', 'yesterday', 'all'] as const;
    const days = periods.map((name) => periodAt(name, '2016-01-31'));
    expect(sumsOf(all, days, 'America/New_York')).toEqual([
      { signatures: 2, comments: 0, news: 1, sealed: 1 },
      { signatures: 1, comments: 1, news: 0, sealed: 0 },
      { signatures: 3, comments: 1, news: 1, sealed: 1 },
    ]);
  });
});

describe('a tally', () => {
  it('counts each value, the most frequent first, what was not given too', () => {
    const some = ['US', 'GT', 'US', '', 'GT', 'US'].map((country) => aSignature({ country }));
    expect(tallyOf(some, 'country')).toEqual([
      { value: 'US', count: 3 },
      { value: 'GT', count: 2 },
      { value: '', count: 1 },
    ]);
  });

  it('knows a postal code in every spelling, and shows the most frequent one', () => {
    const spellings = [
      '１５０－０００２',
      '150-0002',
      '150-0002',
      '1500002',
      '〒150 0002',
      '150–0002',
      '١٥٠٠٠٠٢',
    ];
    const some = spellings.map((postalCode) => aSignature({ postalCode }));
    expect(postalCodeTally(some)).toEqual([{ value: '150-0002', count: 7 }]);
    expect(postalCodeTally(['h0h 0h0', 'H0H0H0'].map((postalCode) => aSignature({ postalCode })))).toEqual([
      { value: 'H0H0H0', count: 2 },
    ]);
  });

  it('keeps the same postal code of two countries apart', () => {
    const some = [
      aSignature({ postalCode: '1010', country: 'LV' }),
      aSignature({ postalCode: 'LV-1010', country: 'LV' }),
      aSignature({ postalCode: '1010', country: 'AT' }),
      aSignature({ postalCode: '-', country: 'AT' }),
      // Codes of Malta begin with letters, such as those of its country.
      aSignature({ postalCode: 'MTP 1001', country: 'MT' }),
      aSignature({ postalCode: 'P 1001', country: 'MT' }),
    ];
    expect(postalCodeTally(some)).toEqual([
      { value: '1010 (LV)', count: 2 },
      { value: '', count: 1 },
      { value: '1010 (AT)', count: 1 },
      { value: 'MTP 1001 (MT)', count: 1 },
      { value: 'P 1001 (MT)', count: 1 },
    ]);
  });

  it('adds up what there is no room to show', () => {
    const tallies = [5, 4, 3, 2].map((count) => ({ value: `v${count}`, count }));
    expect(withRest(tallies, 2)).toEqual({
      shown: tallies.slice(0, 2),
      rest: { value: '', count: 5 },
      values: 2,
    });
    expect(withRest(tallies, 4).rest).toBeNull();
  });
});

describe('initials', () => {
  it.each([
    ['María José García López', 'M. J. G. L.'],
    ['björk guðmundsdóttir', 'B. G.'],
    ['Anne-Marie O’Neil', 'A. M. O.'],
    ['“Bob” 2nd (Smith)', 'B. N. S.'],
    ['李', '李.'],
    ['e\u0301milie', 'É.'],
    ['ʻIolani Kealoha', 'I. K.'],
    ['“ʻIolani”', 'I.'],
    ['क्षमा', 'क्ष.'],
    ['राम प्रसाद', 'रा. प्र.'],
    ['শ্রীলেখা', 'শ্রী.'],
    ['ಶ್ರೀ', 'ಶ್ರೀ.'],
    ['ශ්‍රී', 'ශ්‍රී.'],
    ['ស្រី', 'ស្រី.'],
    ['เสาวลักษณ์', 'ส.'],
    ['คำ', 'คำ.'],
    ['ໂສມ', 'ສ.'],
    ['佐々木', '佐.'],
    ['ნინო', 'ნ.'],
    ['ǃXóõ', 'ǃ.'],
    ['ʼ', 'ʼ.'],
    ['Anne–Marie Ní', 'A. M. N.'],
    ['শ্\u200Dরী', 'শ্\u200Dরী.'],
    ['42 !', ''],
  ])('of %s are %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });

  it.each([
    'ਪ੍ਰੀ',
    'શ્રી',
    'ଶ୍ରୀ',
    'శ్రీ',
    'ശ്രീ',
    'က္က',
    '\u1A20\u1A60\u1A20',
    '\u1B13\u1B44\u1B13',
    '\u1B8A\u1BAB\u1B8A',
    '\uA98F\uA9C0\uA98F',
    '\uABC0\uAAF6\uABC0',
    '\u{11107}\u{11133}\u{11107}',
  ])('keep letters together that their script joins: %s', (joined) => {
    expect(initialsOf(joined)).toBe(`${joined}.`);
  });
});

describe('the packet', () => {
  const options = { sealed: 0, locale: 'en' };

  it('shows each name only as its supporter agreed to', () => {
    const packet = packetOf(
      [
        aSignature({ name: 'Zoë Silva', nameShown: 'full', country: 'ES' }),
        aSignature({ name: 'Ana Peña', nameShown: 'full' }),
        aSignature({ name: 'Lê Nguyễn', nameShown: 'initials', country: 'US', postalCode: '33130' }),
        aSignature({ name: 'Óscar Brown', nameShown: 'initials', postalCode: '02134' }),
        aSignature({ name: 'Ngozi Okafor', nameShown: 'initials' }),
        aSignature({ name: 'Hidden Person', nameShown: 'counted', country: 'GT' }),
      ],
      options,
    );
    expect(packet.fullNames).toEqual(['Ana Peña', 'Zoë Silva']);
    expect(packet.initials).toEqual(['L. N.', 'N. O.', 'Ó. B.']);
    expect(packet.counted).toBe(1);
    expect(JSON.stringify(packet)).not.toMatch(/Hidden|Lê|Óscar|Ngozi|@|United|33130|02134/u);
  });

  it('counts without a name who has no letter for an initial, and who is still sealed', () => {
    const packet = packetOf([aSignature({ name: '42', nameShown: 'initials' })], { ...options, sealed: 7 });
    expect(packet).toMatchObject({ fullNames: [], initials: [], counted: 8 });
  });

  it('names no place that fewer than five gave, in no list and no figure', () => {
    const initials = { nameShown: 'initials' } as const;
    const some = [
      ...times(4, aSignature({ name: 'Ada', country: 'US', postalCode: '33130', ...initials })),
      aSignature({ country: 'US', postalCode: '331-30' }),
      ...times(4, aSignature({ name: 'Bo', country: 'GT', postalCode: '01001', ...initials })),
      ...times(4, aSignature({ name: 'Cy', postalCode: '０２－１３８', ...initials })),
      aSignature({ name: 'Di', postalCode: '02138', ...initials }),
      aSignature({ name: 'Ed', postalCode: '12 Mill Lane', ...initials }),
      ...times(2, aSignature({})),
    ];
    const { countries, postalCodes, initials: shown } = packetOf(some, options);
    expect(countries).toEqual({ named: [{ value: 'US', count: 5 }], elsewhere: null, notGiven: 12 });
    expect(postalCodes).toEqual({
      named: [
        { value: '33130 (US)', count: 5 },
        { value: '０２－１３８', count: 5 },
      ],
      elsewhere: 5,
      notGiven: 2,
    });
    expect(shown).toEqual([
      ...times(4, 'A., United States'),
      ...times(4, 'B.'),
      ...times(4, 'C., ０２－１３８'),
      'D., ０２－１３８',
      'E.',
    ]);
  });

  it('never names a place of fewer than five, however they are spread', () => {
    const places = fc.record({
      postalCode: fc.constantFrom('', '02-123', '02123', '０２１２３', '33130', '33 130', '1'),
      country: fc.constantFrom('', 'US', 'JP'),
      nameShown: fc.constantFrom('full', 'initials', 'counted'),
    });
    fc.assert(
      fc.property(fc.array(places, { maxLength: 40 }), (given) => {
        const { countries, postalCodes, initials } = packetOf(
          given.map((place) => aSignature(place)),
          options,
        );
        const figures = [countries, postalCodes].flatMap(({ named, elsewhere }) => [
          ...named.map(({ count }) => count),
          ...(elsewhere === null || elsewhere === 0 ? [] : [elsewhere]),
        ]);
        expect(figures.filter((count) => count < FEWEST_PER_PLACE)).toEqual([]);
        const named = new Set([
          ...countries.named.map(({ value }) => (value === 'US' ? 'United States' : 'Japan')),
          ...postalCodes.named.map(({ value }) => value),
        ]);
        const places = initials.flatMap((line) => line.split(', ').slice(1));
        expect(places.filter((place) => !named.has(place))).toEqual([]);
      }),
    );
  });

  it('shows the places left over where they are enough', () => {
    const some = [
      ...times(6, aSignature({ country: 'US' })),
      ...times(3, aSignature({ country: 'GT' })),
      ...times(2, aSignature({ country: 'SV' })),
      aSignature({}),
    ];
    expect(packetOf(some, options).countries).toEqual({
      named: [{ value: 'US', count: 6 }],
      elsewhere: 5,
      notGiven: 1,
    });
    expect(packetOf(times(6, aSignature({ country: 'US' })), options).countries.elsewhere).toBe(0);
  });
});

function packetOf(...packet: Parameters<typeof packetSteps>): Packet {
  return atOnce(packetSteps(...packet));
}
