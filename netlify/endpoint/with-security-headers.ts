import { deployFacts } from '#deploy/deploy-facts.ts';
import { unavailable } from '#http/answer.ts';
import { translator } from '#i18n/translate.ts';
import type { Endpoint } from './invocation.ts';
import { logError } from './log-error.ts';

/** The headers of an answer if the deploy's headers cannot be read: a browser may do nothing with it. */
const CLOSED = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/**
 * Wraps an endpoint: adds the site's security headers to its answers. An unexpected error gives 503. It reads
 * the headers first. Without them the endpoint does not run, so their absence never turns a finished action
 * into an error.
 */
export function withSecurityHeaders(endpoint: Endpoint): Endpoint {
  return async (request, context) => {
    try {
      const { headers } = await deployFacts();
      return withHeaders(await endpoint(request, context).catch(unexpected), headers);
    } catch (error) {
      return withHeaders(unexpected(error), CLOSED);
    }
  };
}

function unexpected(error: unknown): Response {
  logError(error);
  return unavailable('site.broken', translator('en'));
}

function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}
