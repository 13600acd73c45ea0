import type { Page } from 'playwright-core';

/**
 * Resolves when everything that the page asked for has arrived or failed, and is painted. Playwright's
 * `networkidle` would also wait for half a second without requests.
 */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  await page.waitForFunction(() => {
    const count = document.querySelector('signature-count');
    return (
      !count ||
      performance.getEntriesByType('resource').some(({ name }) => new URL(name).pathname.endsWith('/count'))
    );
  });
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await frame();
    await frame();
  });
}
