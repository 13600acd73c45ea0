import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { progressTo } from '#domain/milestone.ts';

const goals = fc.integer({ min: 1, max: 50_000_000 });
const counts = fc.integer({ min: 0, max: 1_000_000_000 });

describe('progress to a goal', () => {
  it.each([
    [1249, []],
    [1250, ['quarter']],
    [2499, ['quarter']],
    [2500, ['half']],
    [3750, ['threeQuarters']],
    [4999, ['threeQuarters']],
  ])('says of %i of 5,000 signatures: %j', (count, milestones) => {
    expect(progressTo(5000, count, true)).toEqual({ goal: 5000, reached: null, milestones });
  });

  it('moves a goal that is reached to the next one and says so', () => {
    expect(progressTo(5000, 5000, true)).toEqual({
      goal: 10_000,
      reached: 5000,
      milestones: ['reached', 'next'],
    });
  });

  it('says of the next goal only what is above the one before it', () => {
    expect(progressTo(5000, 7499, true).milestones).toEqual(['reached', 'next']);
    expect(progressTo(5000, 7500, true).milestones).toEqual(['reached', 'threeQuarters']);
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
    expect(progressTo(goal, goal, true).goal).toBe(next);
  });

  it('keeps the goal of a campaign that takes no signatures any more', () => {
    expect(progressTo(5000, 12_000, false)).toEqual({ goal: 5000, reached: 5000, milestones: ['reached'] });
    expect(progressTo(5000, 2600, false)).toEqual({ goal: 5000, reached: null, milestones: ['half'] });
  });

  it('shows an open campaign a goal that is ahead, and never one below its own', () => {
    fc.assert(
      fc.property(goals, counts, (goal, count) => {
        const progress = progressTo(goal, count, true);
        expect(progress.goal).toBeGreaterThan(count);
        expect(progress.goal).toBeGreaterThanOrEqual(goal);
        expect(progress.reached === null).toBe(count < goal);
      }),
    );
  });

  it('keeps a shown goal until it is reached', () => {
    fc.assert(
      fc.property(goals, counts, fc.nat(), (goal, count, later) => {
        const before = progressTo(goal, count, true);
        const after = progressTo(goal, count + later, true);
        if (count + later < before.goal) expect(after.goal).toBe(before.goal);
        else expect(after.reached).toBeGreaterThanOrEqual(before.goal);
      }),
    );
  });

  it('moves on to a round number, at least a quarter further', () => {
    fc.assert(
      fc.property(goals, counts, (goal, count) => {
        const { goal: next, reached } = progressTo(goal, count, true);
        if (reached === null) return;
        expect(next).toBeGreaterThanOrEqual(reached * 1.25);
        expect(String(next)).toMatch(/^[125]0*$/u);
      }),
    );
  });
});
