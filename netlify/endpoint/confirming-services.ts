import type { ConfirmingServices } from '#actions/confirm.ts';
import { type ConfirmationToken, parseConfirmationToken } from '#domain/confirmation-token.ts';
import { openPending } from './entries.ts';
import type { Invocation } from './invocation.ts';
import { withdrawalMarks } from './stores.ts';

/** The supporter gets an answer within 10 s. */
const MARK_BUDGET = { totalMs: 3_000, attemptMs: 1_500 };
const BUDGET = { totalMs: 6_000, attemptMs: 2_000 };

/** What confirming needs from this deploy. `sent` is what the form brought. */
export function confirmingServices(sent: ConfirmationToken | null, context: Invocation): ConfirmingServices {
  return {
    open: (campaign) => sent && openPending(campaign, sent, context, BUDGET),
    marks: { markedAt: (place) => withdrawalMarks(context, MARK_BUDGET).markedAt(place) },
    now: () => new Date(),
  };
}

/** The record and the code of a form, as they are or in one token; `null` if it brought none. */
export function sentToken(typed: Readonly<Record<string, unknown>>): ConfirmationToken | null {
  const { token, record, code } = typed;
  if (typeof token === 'string') return parseConfirmationToken(token);
  return typeof record === 'string' && typeof code === 'string' ? { record, code } : null;
}
