import type { Numbers } from '#store/stored-numbers.ts';

/** The numbers of a campaign in which nothing happened. `changes` replaces some of them. */
export function someNumbers(changes: Partial<Numbers> = {}): Numbers {
  return {
    version: 1,
    basis: 'claimed',
    online: 0,
    setAside: 0,
    asOf: '2026-11-26T14:00:00.000Z',
    points: [],
    corrections: [],
    erased: null,
    gone: { counted: 0, aside: 0 },
    pending: null,
    hours: [],
    alarmed: null,
    coarse: null,
    ...changes,
  };
}
