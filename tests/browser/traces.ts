import type { Page } from 'playwright-core';

/** What a page of ours leaves. */
export const NO_TRACES = {
  cookies: [],
  cookie: '',
  local: 0,
  session: 0,
  databases: [],
  caches: [],
  workers: 0,
};

/** Everything that a page can leave on a device. */
export async function traces(page: Page) {
  const cookies = await page.context().cookies();
  const inPage = await page.evaluate(async () => ({
    cookie: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  return { cookies, ...inPage };
}
