import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, expect, inject } from 'vitest';

/** Where quick exit leads, in the site itself and in the gallery: never asked for real. */
const EXIT = /^https:\/\/(?:www\.weather\.gov|weather\.example)\//u;

/** What is not there by then will not come. */
const TIMEOUT_MS = 10_000;

/** Opens pages in a fresh context each, and after each test holds that no page complained. */
export interface Visits {
  readonly open: (path: string, options?: BrowserContextOptions) => Promise<Page>;
}

/** One browser for the tests of a file. What a visit complains of, in console or by policy, fails its test. */
export function visitsTo(site: { readonly origin: string }): Visits {
  let launched: Promise<Browser> | undefined;
  const complaints: string[] = [];

  afterEach(async () => {
    const browser = await launched;
    await Promise.all((browser?.contexts() ?? []).map((context) => context.close()));
    expect(complaints.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await (await launched)?.close();
  });

  return {
    open: async (path, options = {}) => {
      launched ??= chromium.launch(inject('browser'));
      const browser = await launched;
      const context = await browser.newContext({ baseURL: site.origin, ...options });
      context.setDefaultTimeout(TIMEOUT_MS);
      await context.route(EXIT, (route) =>
        route.fulfill({ contentType: 'text/html', body: '<title>Weather</title>Mild.' }),
      );
      const page = await context.newPage();
      listen(page, site.origin, complaints);
      await page.goto(path);
      return page;
    },
  };
}

/** Console errors (which a broken policy is too), exceptions, and requests to any other site but the one to leave for. */
function listen(page: Page, origin: string, complaints: string[]): void {
  page.on('console', (message) => {
    // Of an answer that is no 2xx, and of being offline, the browser itself complains.
    const isAnswer = message.location().url.startsWith(`${origin}/api/`);
    if (message.type() === 'error' && !isAnswer) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !EXIT.test(url)) complaints.push(`A request to another site: ${url}`);
  });
}
