import { describe, expect, it } from 'vitest';
import { drawNumbers, picks } from '#cli/sample/rivest-sampler.ts';

/**
 * The cases of https://github.com/cjerdonek/rivest-sampler-tests, version 0.2.0-alpha, which were checked with Rivest's
 * own program. They allow repetitions.
 */
const PUBLISHED: readonly (readonly [seed: string, total: number, expected: readonly number[]])[] = [
  ['1', 1000, [97, 89, 163]],
  ['0', 2, [1, 1, 2]],
  ['0', 1000, [905, 573, 160]],
  ['0000000000', 1000, [978, 359, 132]],
  ['999999999999999999999999', 1000, [544, 800, 654]],
  ['3546311556112163624615351222', 876, [740, 180, 264, 789, 238]],
  ['abcde', 1000, [247, 427, 157]],
  ['abc123', 1000, [455, 764, 629]],
  ['snowman: \u2603', 1000, [634, 56, 46]],
  ['\u{1F600}', 1000, [596, 415, 303, 11, 141]],
];

/**
 * The example without replacement in the text of Rivest's program. It is also the test of Colorado's system for
 * audits: https://github.com/FreeAndFair/ColoradoRLA, `PseudoRandomNumberGeneratorTest.java`. Pick 32 repeats pick 8.
 */
const WITHOUT_REPLACEMENT = [
  ...[
    740, 180, 264, 789, 238, 448, 272, 611, 761, 208, 596, 88, 160, 113, 766, 427, 184, 816, 653, 411, 779,
    331,
  ],
  ...[
    339, 487, 594, 235, 65, 527, 821, 490, 461, 251, 471, 414, 174, 567, 300, 134, 144, 357, 786, 792, 218,
    550,
  ],
  ...[787, 537, 197],
];

describe("Rivest's sampler", () => {
  it.each(PUBLISHED)('picks as published for the seed %j of %i', (seed, total, expected) => {
    const picked = picks(seed, total).take(expected.length);
    expect([...picked]).toEqual(expected);
  });

  it('draws without replacement as published', () => {
    expect(drawNumbers('3546311556112163624615351222', 876, 47)).toEqual(WITHOUT_REPLACEMENT);
  });

  it('draws each number once, also where all are wanted, and none of nothing', () => {
    expect(drawNumbers('a seed', 500, 500).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 500 }, (_, index) => index + 1),
    );
    expect(drawNumbers('a seed', 500, 0)).toEqual([]);
    expect(() => drawNumbers('a seed', 3, 4)).toThrow(RangeError);
  });

  it('gives a larger sample of the same seed by going on', () => {
    expect(drawNumbers('a seed', 5000, 400).slice(0, 100)).toEqual(drawNumbers('a seed', 5000, 100));
  });
});
