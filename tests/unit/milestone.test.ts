import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { progressTo } from '#domain/milestone.ts';

const goals = fc.integer({ min: 1, max: 50_000_000 });
const counts = fc.integer({ min: 0, max: 1_000_000_000 });

/** The progress of an exact number while the campaign is open. */
const open = (goal: number, count: number) => progressTo(goal, { count, isOpen: true, isExact: true });
const shut = (goal: number, count: number) => progressTo(goal, { count, isOpen: false, isExact: true });

describe('progress to a goal', () => {
  it.each([
    [0, 5000, ['goal']],
    [1, 4999, ['more']],
    // No share of the way is named: 42 % is not “a quarter”, and 74 % is not “half”.
    [2100, 2900, ['more']],
    [4999, 1, ['more']],
  ])('says of %i of 5,000 signatures that %i are missing: %j', (count, missing, milestones) => {
    expect(open(5000, count)).toEqual({ goal: 5000, reached: null, missing, milestones });
  });

  it('moves a goal that is reached to the next one and says so', () => {
    expect(open(5000, 5000)).toEqual({
      goal: 10_000,
      reached: 5000,
      missing: 5000,
      milestones: ['reached', 'more'],
    });
  });

  it('never says how many are missing of a number that leaves some out', () => {
    const coarse = (count: number) => progressTo(5000, { count, isOpen: true, isExact: false }).milestones;
    expect([coarse(0), coarse(4990), coarse(7500)]).toEqual([['goal'], ['goal'], ['reached', 'next']]);
  });

  it.each([
    [1, 2],
    [7, 10],
    [100, 200],
    [400, 500],
    [450, 1000],
    [1000, 2000],
    [2500, 5000],
    [8500, 20_000],
    [6_103_056, 10_000_000],
  ])('moves from %i to %i', (goal, next) => {
    expect(open(goal, goal).goal).toBe(next);
  });

  it('keeps the goal of a campaign that takes no signatures any more', () => {
    expect(shut(5000, 12_000)).toMatchObject({ goal: 5000, reached: 5000, milestones: ['reached'] });
    // Nobody can help any more, so nothing is said to be missing.
    expect(shut(5000, 2600)).toMatchObject({ goal: 5000, reached: null, milestones: ['goal'] });
  });

  it('shows an open campaign a goal that is ahead, and never one below its own', () => {
    fc.assert(
      fc.property(goals, counts, (goal, count) => {
        const progress = open(goal, count);
        expect(progress.goal).toBeGreaterThan(count);
        expect(progress.goal).toBeGreaterThanOrEqual(goal);
        expect(progress.reached === null).toBe(count < goal);
      }),
    );
  });

  it('keeps a shown goal until it is reached', () => {
    fc.assert(
      fc.property(goals, counts, fc.nat(), (goal, count, later) => {
        const before = open(goal, count);
        const after = open(goal, count + later);
        if (count + later < before.goal) expect(after.goal).toBe(before.goal);
        else expect(after.reached).toBeGreaterThanOrEqual(before.goal);
      }),
    );
  });

  it('moves on to a round number, at least a quarter further', () => {
    fc.assert(
      fc.property(goals, counts, (goal, count) => {
        const { goal: next, reached } = open(goal, count);
        if (reached === null) return;
        expect(next).toBeGreaterThanOrEqual(reached * 1.25);
        expect(String(next)).toMatch(/^[125]0*$/u);
      }),
    );
  });
});
