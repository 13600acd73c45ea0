import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Slices } from '#desk/slices.ts';
import { sorting } from '#desk/sorting.ts';
import { atOnce } from '../support/at-once.ts';
import { importGraph } from './import-graph.ts';

/** A clock on which each step takes ten milliseconds, and work that notes its steps. */
function aDesk() {
  const waiting: (() => void)[] = [];
  const done: string[] = [];
  let now = 0;
  function* work(name: string, steps: number): Generator<undefined, void> {
    for (let step = 1; step <= steps; step += 1) {
      now += 10;
      done.push(`${name}${step}`);
      yield;
    }
  }
  const slices = new Slices(
    () => now,
    (slice) => waiting.push(slice),
  );
  return { slices, work, done, next: () => waiting.shift()?.(), waits: () => waiting.length };
}

describe('long work at the desk', () => {
  it('lets the page answer between its slices', () => {
    const { slices, work, done, next, waits } = aDesk();
    slices.start(work('a', 7));
    expect([done.length, waits()]).toEqual([3, 1]);
    next();
    expect([done.length, waits()]).toEqual([6, 1]);
    next();
    expect([done.length, waits()]).toEqual([7, 0]);
  });

  it('is whole at once where one slice is enough', () => {
    const { slices, work, done, waits } = aDesk();
    slices.start(work('a', 2));
    expect([done.length, waits()]).toEqual([2, 0]);
  });

  it('waits for the page to show what was pressed, where it is known to be long', () => {
    const { slices, work, done, next } = aDesk();
    slices.startLater(work('a', 7));
    expect(done).toEqual([]);
    next();
    expect(done).toEqual(['a1', 'a2', 'a3']);
    slices.startLater(work('b', 1));
    next();
    next();
    expect(done).toEqual(['a1', 'a2', 'a3', 'b1']);
  });

  it('is finished before the packet is printed', () => {
    const { slices, work, done, next } = aDesk();
    slices.start(work('a', 20));
    slices.finish();
    expect(done).toHaveLength(20);
    next();
    slices.finish();
    expect(done).toHaveLength(20);
  });

  it('goes on with nothing that was dropped or replaced', () => {
    const { slices, work, done, next, waits } = aDesk();
    slices.start(work('a', 20));
    slices.start(work('b', 5));
    next();
    next();
    expect(done).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'b3', 'b4', 'b5']);
    slices.start(work('c', 20));
    slices.stop();
    next();
    expect([done.at(-1), waits()]).toEqual(['c3', 0]);
  });
});

describe('sorting in steps', () => {
  it('gives what sorting at once gives, equal ones in their order', () => {
    const byLetter = ([a = '']: string, [b = '']: string) => (a < b ? -1 : Number(a > b));
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 3000 }), (items) => {
        expect(atOnce(sorting(items, byLetter))).toEqual([...items].sort(byLetter));
      }),
      { numRuns: 30 },
    );
  });

  it('compares few at a time: no step compares more than all items once', () => {
    const items = Array.from({ length: 20_000 }, (_, index) => (index * 7919) % 20_000);
    let compared = 0;
    const steps = sorting(items, (a, b) => {
      compared += 1;
      return a - b;
    });
    const perStep: number[] = [];
    for (let before = 0; !steps.next().done; before = compared) perStep.push(compared - before);
    expect(perStep.length).toBeGreaterThan(60);
    expect(Math.max(...perStep)).toBeLessThanOrEqual(items.length);
  });
});

describe('the files of the desk', () => {
  it('form no circle, not even of types', () => {
    const files = [...importGraph.keys()].filter((file) => file.startsWith('src/desk/'));
    expect(files).toContain('src/desk/packet-document.ts');
    expect(files.filter((file) => reaches(file, file))).toEqual([]);
  });
});

function reaches(from: string, to: string): boolean {
  const seen = new Set(importGraph.get(from));
  for (const file of seen) for (const next of importGraph.get(file) ?? []) seen.add(next);
  return seen.has(to);
}
