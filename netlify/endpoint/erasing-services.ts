import type { ErasingServices } from '#actions/erase.ts';
import { eraserOf, finderOf } from './entries.ts';
import type { Invocation } from './invocation.ts';
import { auditStore, withdrawalMarks } from './stores.ts';

const BUDGET = { totalMs: 8_000, attemptMs: 3_000 };

/** What erasing needs from this deploy. */
export function erasingServices(context: Invocation): ErasingServices {
  return {
    has: finderOf(context, BUDGET),
    erase: eraserOf(context, BUDGET),
    marks: withdrawalMarks(context, BUDGET),
    audit: auditStore(context, BUDGET),
    now: () => new Date(),
  };
}
