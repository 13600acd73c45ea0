import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeEach, expect, inject } from 'vitest';
import { type ServedSite, serveSite } from '../site/served-site.ts';

/** The address of quick exit, in the site itself and in the gallery. No test sends a real request to it. */
const EXIT = /^https:\/\/(?:www\.weather\.gov|weather\.example)\//u;

/** The tests wait no longer than this for anything. */
const TIMEOUT_MS = 30_000;

/** Opens each page in a new context. After each test it checks that no page complained. */
export interface Visits {
  readonly open: (path: string, options?: BrowserContextOptions) => Promise<Page>;
}

/**
 * Serves a built site for the tests of a file. Before each test its store is empty and without faults, and no
 * request is noted.
 */
export async function visitedSite(
  name: 'own' | 'gallery' | 'preview',
): Promise<{ site: ServedSite } & Visits> {
  const site = await serveSite(name === 'preview' ? inject('preview').root : inject('sites')[name]);
  const { open } = visitsTo(site);
  beforeEach(async () => {
    await site.blobs.renew();
    site.requests();
  });
  afterAll(() => site[Symbol.asyncDispose]());
  return { site, open };
}

/**
 * One browser for the tests of a file. A test fails if a visit makes a complaint, in the console or by
 * policy.
 */
export function visitsTo(site: { readonly origin: string }, launch = connect): Visits {
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
      launched ??= launch();
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

/** Connects to the browser that all tests share. */
export function connect(): Promise<Browser> {
  return chromium.connect(inject('browser'));
}

/**
 * Collects console errors, exceptions, and requests to other sites. A broken policy is also a console error.
 * A request to the address of quick exit is allowed.
 */
function listen(page: Page, origin: string, complaints: string[]): void {
  page.on('console', (message) => {
    // The browser itself writes an error for an answer that is not 2xx, and for being offline.
    const isAnswer = message.location().url.startsWith(`${origin}/api/`);
    if (message.type() === 'error' && !isAnswer) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !EXIT.test(url)) complaints.push(`A request to another site: ${url}`);
  });
}
