import type { ErasingAsidesServices } from '#actions/erase-due-asides.ts';
import type { AsideServices } from '#actions/set-aside.ts';
import type { Budget } from '#store/budget.ts';
import { eraserOf, finderOf } from './entries.ts';
import type { Place } from './invocation.ts';
import { asideStore, auditStore, withdrawalMarks } from './stores.ts';

/** A million ids are 21 MB, which are read twice and written once. */
const BUDGET = { totalMs: 18_000, attemptMs: 6_000 };

/** What setting aside and putting back need from this deploy. The budget starts now. */
export function asideServices(context: Place): AsideServices {
  return {
    asides: asideStore(context, BUDGET),
    audit: auditStore(context, BUDGET),
    now: () => new Date(),
  };
}

/** What erasing asides that are due needs, in a deploy context. The budget starts now. */
export function erasingAsidesServices(
  place: Place,
  budget: Budget,
  hasTime: () => boolean,
): ErasingAsidesServices {
  return {
    asides: asideStore(place, budget),
    has: finderOf(place, budget),
    erase: eraserOf(place, budget),
    marks: withdrawalMarks(place, budget),
    audit: auditStore(place, budget),
    now: () => new Date(),
    hasTime,
  };
}
