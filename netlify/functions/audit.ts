import type { Config } from '@netlify/functions';
import { organizerEndpoint } from '#endpoint/organizer-endpoint.ts';
import { auditStore } from '#endpoint/stores.ts';
import { NO_STORE } from '#http/answer.ts';

const BUDGET = { totalMs: 20_000, attemptMs: 5_000 };
const RULES = { right: 'read', methods: ['GET', 'HEAD'], unavailable: 'audit.unavailable' } as const;

/** `GET /api/audit`: the audit log as NDJSON, the oldest entry first, for organizers. */
export default organizerEndpoint(RULES, async ({ context }) => {
  const entries = await Array.fromAsync(auditStore(context, BUDGET).entries());
  return new Response(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''), {
    headers: { ...NO_STORE, 'content-type': 'application/x-ndjson; charset=utf-8' },
  });
});

/** The route of this function. */
export const config: Config = {
  path: '/api/audit',
  // Sixty pages of 5,000 entries a minute: `npm run audit` reads the longest log in a row.
  rateLimit: { windowLimit: 60, windowSize: 60, aggregateBy: ['ip', 'domain'] },
};
