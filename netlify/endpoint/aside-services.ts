import type { AsideServices } from '#actions/set-aside.ts';
import type { Invocation } from './invocation.ts';
import { asideStore, auditStore } from './stores.ts';

/** A million ids are 21 MB, which are read twice and written once. */
const BUDGET = { totalMs: 18_000, attemptMs: 6_000 };

/** What setting aside and putting back need from this deploy. The budget starts now. */
export function asideServices(context: Invocation): AsideServices {
  return {
    asides: asideStore(context, BUDGET),
    audit: auditStore(context, BUDGET),
    now: () => new Date(),
  };
}
