import type { Config } from '@netlify/functions';
import { PAGE_ENTRIES } from '#audit/audit-entry.ts';
import { organizerEndpoint } from '#endpoint/organizer-endpoint.ts';
import { auditStore } from '#endpoint/stores.ts';
import { jsonErrors, NO_STORE } from '#http/answer.ts';
import { readAuditQuery } from '#http/audit-query.ts';

/** 5,000 entries take 4 s at 50 ms a read. */
const BUDGET = { totalMs: 18_000, attemptMs: 5_000 };
const RULES = { right: 'read', methods: ['GET', 'HEAD'], unavailable: 'audit.unavailable' } as const;
const NEWEST_ENTRIES = 500;

/**
 * `GET /api/audit`: the audit log as NDJSON, the oldest entry first, for organizers of all campaigns. With
 * `?after=<number>` at most 5,000 entries from there, else the newest 500. So no answer outgrows 6 MB.
 */
export default organizerEndpoint(RULES, async ({ request, context, t }) => {
  const query = readAuditQuery(new URL(request.url));
  if (query.kind === 'refused') return jsonErrors(400, [{ code: query.code }], t);
  const headers = { ...NO_STORE, 'content-type': 'application/x-ndjson; charset=utf-8' };
  if (request.method === 'HEAD') return new Response(null, { headers });
  const log = auditStore(context, BUDGET);
  const entries = query.kind === 'after' ? log.after(query.number, PAGE_ENTRIES) : log.newest(NEWEST_ENTRIES);
  return new Response((await entries).map((entry) => `${JSON.stringify(entry)}\n`).join(''), { headers });
});

/** The route of this function. */
export const config: Config = {
  path: '/api/audit',
  // Sixty pages of 5,000 entries a minute: `npm run audit` reads the longest log in a row.
  rateLimit: { windowLimit: 60, windowSize: 60, aggregateBy: ['ip', 'domain'] },
};
