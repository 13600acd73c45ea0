import { translator } from '#i18n/translate.ts';
import type { Invocation } from '#services/services.ts';
import { jsonErrors } from './answer.ts';
import { logError } from './log.ts';
import { builtSite } from './site-files.ts';

type Endpoint = (request: Request, context: Invocation) => Promise<Response>;

/**
 * Wraps an endpoint: adds the site's security headers to its answers and turns what nobody expected into an honest 503.
 */
export function guarded(endpoint: Endpoint): Endpoint {
  return async (request, context) => {
    const response = await endpoint(request, context).catch(unexpected);
    for (const [name, value] of Object.entries(await securityHeaders())) response.headers.set(name, value);
    return response;
  };
}

function unexpected(error: unknown): Response {
  logError(error);
  return jsonErrors(503, [{ code: 'site.broken' }], translator('en'), { headers: { 'retry-after': '60' } });
}

/** The same for the life of a deploy, so they are read once. */
let known: Promise<Record<string, string>> | undefined;

function securityHeaders(): Promise<Record<string, string>> {
  known ??= builtSite.headers();
  return known;
}
