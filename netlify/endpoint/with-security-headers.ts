import { deployFacts } from '#deploy/deploy-facts.ts';
import { unavailable } from '#http/answer.ts';
import { translator } from '#i18n/translate.ts';
import type { Endpoint } from './invocation.ts';
import { logError } from './log-error.ts';

/** What an answer carries when the headers of the deploy cannot be read: a browser may do nothing with it. */
const CLOSED = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/**
 * Wraps an endpoint: adds the site's security headers to its answers. What nobody expected becomes a 503. The headers
 * are read first: a deploy that lacks them does nothing, so nobody gets an error for what was done.
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
