import type { ErasingServices } from '#actions/erase.ts';
import type { Invocation } from './invocation.ts';
import { auditStore, signatureStore } from './stores.ts';

const BUDGET = { totalMs: 8_000, attemptMs: 3_000 };

/** What erasing needs from this deploy. */
export function erasingServices(context: Invocation): ErasingServices {
  return {
    signatures: signatureStore(context, BUDGET),
    audit: auditStore(context, BUDGET),
    now: () => new Date(),
  };
}
