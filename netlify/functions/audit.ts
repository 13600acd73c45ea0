import type { Config } from '@netlify/functions';
import { translator } from '#i18n/translate.ts';
import { jsonErrors, NO_STORE } from '#http/answer.ts';
import { guarded } from '#http/guarded.ts';
import { localeOf } from '#http/locale.ts';
import { logError } from '#http/log.ts';
import { refuse } from '#http/notice.ts';
import { type Invocation, servicesFor } from '#services/services.ts';

const BUDGET = { totalMs: 20_000, attemptMs: 5_000 };

/** `GET /api/audit`: the log of downloads and erasures as NDJSON, the oldest entry first, for organizers. */
export default guarded(async (request: Request, context: Invocation) => {
  const services = servicesFor(context);
  const t = translator(localeOf(request, await services.site()));
  const answerer = { files: services.files, t };
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return refuse(
      request,
      { status: 405, code: 'method.notAllowed', headers: { allow: 'GET, HEAD' } },
      answerer,
    );
  }
  if (!(await services.organizer(request))) {
    return refuse(
      request,
      { status: 401, code: 'organizer.required', headers: { 'www-authenticate': 'Bearer' } },
      answerer,
    );
  }
  try {
    const entries = await Array.fromAsync(services.audit(BUDGET).entries());
    return new Response(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''), {
      headers: { ...NO_STORE, 'content-type': 'application/x-ndjson; charset=utf-8' },
    });
  } catch (error) {
    logError(error);
    return jsonErrors(503, [{ code: 'audit.unavailable' }], t, { headers: { 'retry-after': '60' } });
  }
});

export const config: Config = { path: '/api/audit' };
