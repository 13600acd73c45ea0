import { deployFacts } from '#deploy/deploy-facts.ts';
import { sitePages } from '#deploy/site-pages.ts';
import { POLICY_OF_NOTHING } from '#domain/policies.ts';
import { wantsPage } from '#http/accept.ts';
import { RETRY_AFTER, unavailable } from '#http/answer.ts';
import { noticePage } from '#http/notice.ts';
import { translator } from '#i18n/translate.ts';
import { complainOfHost } from './host-complaint.ts';
import type { Endpoint } from './invocation.ts';
import { logError } from './log-error.ts';

/** The headers of an answer if the deploy's headers cannot be read: a browser may do nothing with it. */
const CLOSED = {
  'content-security-policy': POLICY_OF_NOTHING,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/**
 * Wraps an endpoint: adds the security headers that a browser can use of its answer. An unexpected error gives 503.
 * It reads the headers first. Without them the endpoint does not run, so their absence never turns a finished action
 * into an error. `more` are headers of every answer of this endpoint, refusals and errors too.
 */
export function withSecurityHeaders(
  endpoint: Endpoint,
  more: Readonly<Record<string, string>> = {},
): Endpoint {
  return async (request, context) => {
    try {
      const { host, headers, dataHeaders } = await deployFacts();
      complainOfHost(host, context);
      const answer = await endpoint(request, context).catch((error: unknown) => unexpected(error, request));
      return withHeaders(answer, { ...(isPage(answer) ? headers : dataHeaders), ...more });
    } catch (error) {
      return withHeaders(await unexpected(error, request), { ...CLOSED, ...more });
    }
  };
}

/** A page in all languages for a browser, else JSON: the language of a broken site may not be readable. */
async function unexpected(error: unknown, request: Request): Promise<Response> {
  logError(error);
  const inWords = unavailable('site.broken', translator('en'));
  if (!wantsPage(request)) return inWords;
  return noticePage(503, 'site.broken', sitePages(), RETRY_AFTER).catch(() => inWords);
}

/** True for an answer that a browser shows as a page of ours, with our styles and scripts. */
function isPage({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('text/html') ?? false;
}

function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}
