import { deployedSite } from '#deploy/deployed-content.ts';
import { sitePages } from '#deploy/site-pages.ts';
import { onceUnlessFailed } from '#domain/once.ts';
import { wantsPage } from '#http/accept.ts';
import { jsonErrors, NO_STORE } from '#http/answer.ts';
import { READABLE_EVERYWHERE } from '#http/count-cache.ts';
import { preferredLocale } from '#http/locale.ts';
import { noticePage } from '#http/notice.ts';
import { translator } from '#i18n/translate.ts';
import type { Endpoint } from './invocation.ts';
import { withSecurityHeaders } from './with-security-headers.ts';

const CODE = 'rate.limited';

/**
 * Answers 429 without looking at the request's body: as JSON, or for a browser as a page in all languages. It says to
 * wait and to go back, where what was typed still is.
 */
export function tooManyRequests(retryAfterSeconds: number): Endpoint {
  const retryAfter = { 'retry-after': String(retryAfterSeconds) };
  return withSecurityHeaders(async (request) => {
    if (wantsPage(request)) {
      const { text, type } = await notice();
      return new Response(text, {
        status: 429,
        headers: { ...NO_STORE, ...retryAfter, 'content-type': type },
      });
    }
    const t = translator(preferredLocale(request, await deployedSite()));
    return jsonErrors(429, [{ code: CODE }], t, { headers: retryAfter });
    // Other sites show the number, and have to learn when to ask again. It tells them nothing else.
  }, READABLE_EVERYWHERE);
}

/** The page is made once: a flood must not cost more than it has to. */
const notice = onceUnlessFailed(async () => {
  const page = await noticePage(429, CODE, sitePages());
  return { text: await page.text(), type: page.headers.get('content-type') ?? 'text/plain' };
});
