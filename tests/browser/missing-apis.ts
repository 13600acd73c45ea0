import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { translator } from '#i18n/translate.ts';
import { type ServedSite, STORE } from '../site/served-site.ts';
import { fill, sign, supporter, thanked } from './form.ts';
import type { Visits } from './visits.ts';

const t = translator('en');

/** The younger of what our elements use or used. A browser may lack each, or all of them. */
export const APIS = [
  'AbortController',
  'AbortSignal.any',
  'AbortSignal.timeout',
  'CSS',
  'CSS.escape',
  'Clipboard.prototype.writeText',
  'Element.prototype.append',
  'Element.prototype.replaceChildren',
  'FormData',
  'Intl.DateTimeFormat',
  'Intl.NumberFormat',
  'Intl.PluralRules',
  'Navigator.prototype.clipboard',
  'Navigator.prototype.share',
  'Number.isSafeInteger',
  'Object.fromEntries',
  'PageTransitionEvent',
  'Response.prototype.json',
  'String.prototype.replaceAll',
  'XMLHttpRequest',
  'fetch',
];

/**
 * Visits a campaign in a browser that lacks some APIs. It looks at the number and the buttons, makes a mistake,
 * signs, and leaves by the quick exit.
 */
export async function expectWholeVisit(
  site: ServedSite,
  open: Visits['open'],
  missing: readonly string[],
): Promise<void> {
  const page = await openWithout(open, missing);
  expect(await page.locator('signature-count').innerText()).toMatch(/signature|no number here yet/u);
  const offered = await page.locator('share-links button:visible').count();
  // Chromium on Linux has no share dialog.
  expect(offered).toBe(missing.some((api) => /clipboard/iu.test(api)) ? 0 : 1);

  await sign(page);
  await page.locator('#error-summary').waitFor();
  expect(await page.locator('#error-summary li').allTextContents()).toContain(t('error.email.required'));
  await fill(page, supporter);
  await sign(page);
  await thanked(page);
  expect(site.blobs.size(STORE)).toBe(1);

  await page.getByRole('link', { name: t('exit.label') }).click();
  await page.waitForURL('https://www.weather.gov/');
}

/** Opens a page in a browser that never had these. */
export async function openWithout(
  open: Visits['open'],
  missing: readonly string[],
  path = '/stop-the-raids/',
): Promise<Page> {
  const page = await open('/privacy/');
  await page.addInitScript((apis) => {
    for (const api of apis) {
      const path = api.split('.');
      const name = path.pop() ?? '';
      const owner = path.reduce<object | undefined>(
        (value, key) => (value as Record<string, object> | undefined)?.[key],
        globalThis,
      );
      if (!owner) continue;
      Reflect.deleteProperty(owner, name);
      // A visit fails by this error.
      if (name in owner) throw new TypeError(`${api} cannot be taken away.`);
    }
  }, missing);
  await page.goto(path);
  return page;
}
