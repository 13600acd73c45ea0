import type { Page } from 'playwright-core';
import { afterAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { translator } from '#i18n/translate.ts';
import { serveSite, STORE } from '../site/served-site.ts';
import { saved, signedBy, signIn, store, turnTo } from './desk-visit.ts';
import { fill, sign, supporter } from './form.ts';
import { visitsTo } from './visits.ts';

const site = await serveSite(inject('sites').own);
const { open } = visitsTo(site);
const t = translator('en');

/** The younger of what our elements use or used. A browser may lack each, or all of them. */
const APIS = [
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
  'fetch',
];

/** What the desk cannot do without. */
const NEEDED = [
  'AbortController',
  'AbortSignal.prototype.throwIfAborted',
  'Array.prototype.at',
  'Blob',
  'Element.prototype.append',
  'Element.prototype.replaceChildren',
  'HTMLDialogElement',
  'HTMLDialogElement.prototype.showModal',
  'Intl.Collator',
  'Intl.DisplayNames',
  'Intl.NumberFormat',
  'Object.hasOwn',
  'Promise.allSettled',
  'ReadableStream',
  'String.prototype.normalize',
  'String.prototype.replaceAll',
  'TextDecoder',
  'URL.createObjectURL',
];

/** What the desk must not use, or may do without. */
const NOT_NEEDED = [
  'AbortSignal.any',
  'AbortSignal.timeout',
  'Array.fromAsync',
  'Array.prototype.toSorted',
  'CSS',
  'CompressionStream',
  'Iterator',
  'Map.groupBy',
  'Navigator.prototype.hardwareConcurrency',
  'Object.groupBy',
  'PageTransitionEvent',
  'Promise.withResolvers',
  'String.prototype.isWellFormed',
  'Uint8Array.fromBase64',
  'structuredClone',
];

beforeEach(() => {
  site.blobs.clear();
});
afterAll(() => site[Symbol.asyncDispose]());

describe.each([...APIS, APIS.join()])('a browser without %s', (apis) => {
  const missing = apis.split(',');

  it('shows a number or words, offers no button in vain, signs, names mistakes, and leaves', async () => {
    const page = await openWithout(missing);
    expect(await page.locator('signature-count').innerText()).toMatch(/signature|no number here yet/u);
    const offered = await page.locator('share-links button:visible').count();
    // Chromium on Linux has no share dialog.
    expect(offered).toBe(missing.some((api) => /clipboard/iu.test(api)) ? 0 : 1);

    await sign(page);
    await page.locator('#error-summary').waitFor();
    expect(await page.locator('#error-summary li').allTextContents()).toContain(t('error.email.required'));
    await fill(page, supporter);
    await sign(page);
    await page.waitForURL('**/stop-the-raids/thanks/');
    expect(site.blobs.size(STORE)).toBe(1);

    await page.getByRole('link', { name: t('exit.label') }).click();
    await page.waitForURL('https://www.weather.gov/');
  });
});

describe('the desk', () => {
  it.each(NEEDED)('says what it needs in a browser without %s', async (api) => {
    const page = await openWithout([api], '/organizers/');
    expect(await page.getByText(t('desk.needs')).isVisible()).toBe(true);
    expect(await page.locator('#desk').isVisible()).toBe(false);
  });

  it('loads, shows, saves and forgets in a browser without what is younger or not needed', async () => {
    store(site, [await signedBy({ email: 'ada@example.org', country: 'US', nameShown: 'full' })]);
    const page = await openWithout(NOT_NEEDED, '/organizers/');
    await signIn(page);
    await page.getByText(/^All signatures: 1/u).waitFor();
    for (const view of ['Figures', 'Hand over', 'On paper', 'Erase', 'Log', 'List']) await turnTo(page, view);
    await page.locator('#list tbody button').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click();
    await turnTo(page, 'Take');
    for (const button of ['CSV', 'XLSX', 'NDJSON']) {
      expect((await saved(page, button)).text.length, button).toBeGreaterThan(0);
    }
    await page.getByRole('button', { name: 'Sign out' }).click();
    expect(await page.locator('#sign-in').isVisible()).toBe(true);
  });
});

/** Opens a page in a browser that never had these. */
async function openWithout(missing: readonly string[], path = '/stop-the-raids/'): Promise<Page> {
  const page = await open('/privacy/');
  await page.addInitScript((apis) => {
    for (const api of apis) {
      const path = api.split('.');
      const name = path.pop() ?? '';
      const owner: unknown = path.reduce<unknown>(
        (value, key) => (value as Record<string, unknown> | undefined)?.[key],
        globalThis,
      );
      if (owner) Reflect.deleteProperty(owner, name);
    }
  }, missing);
  await page.goto(path);
  return page;
}
