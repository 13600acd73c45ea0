import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { STORE } from '../site/served-site.ts';
import { aroha, pathOf, words } from './mail-steps.ts';
import { mailedSite, NEWS_STORE } from './mailed-site.ts';
import { clickOn, launchOldBrowser, textAt, typeInto } from './old-browser.ts';
import { visitsTo } from './visits.ts';

const { site, server, newestMail } = await mailedSite();
const { open } = visitsTo(site, launchOldBrowser);
const t = words.en;

describe('a browser of 2021', () => {
  it.each([true, false])(
    'confirms, takes back, and asks for news, with JavaScript: %s',
    async (javaScriptEnabled) => {
      const page = await open(pathOf('en'), { javaScriptEnabled, reducedMotion: 'reduce' });
      await typeInto(page, '#name', aroha.name);
      await typeInto(page, '#email', aroha.email);
      await clickOn(page, '#sign .button');
      await expect.poll(() => shown(page, '#code')).toBe(true);
      expect(await shown(page, '#token')).toBe(false);
      const mail = await newestMail();
      await typeInto(page, '#code', 'AAAAA-AAAAA');
      await clickOn(page, '#confirm-code .button');
      await expect.poll(() => textAt(page, '#error-summary li')).toBe(t('error.code.invalid'));
      await page.goto(mail.confirmUrl);
      await expect.poll(() => shown(page, '#token')).toBe(!javaScriptEnabled);
      if (javaScriptEnabled) expect(page.url()).toBe(site.origin + pathOf('en', 'confirm/'));
      else await typeInto(page, '#token', mail.confirmUrl);
      await clickOn(page, '#confirm-link .button');
      await page.waitForURL('**/thanks/');
      expect(site.blobs.size(STORE)).toBe(1);

      await page.goto(mail.withdrawUrl);
      await expect.poll(() => shown(page, '#token')).toBe(!javaScriptEnabled);
      if (!javaScriptEnabled) await typeInto(page, '#token', mail.withdrawUrl);
      await clickOn(page, '#withdraw-yes');
      await clickOn(page, '#withdraw .button');
      await page.waitForURL('**/withdrawn/');
      expect(site.blobs.size(STORE)).toBe(0);

      await page.goto('/closed/');
      await typeInto(page, '#news-email', aroha.email);
      await clickOn(page, '#news .button');
      await expect.poll(() => shown(page, '#code')).toBe(true);
      expect(server.received).toHaveLength(2);
      await typeInto(page, '#code', (await newestMail()).code);
      await clickOn(page, '#confirm-code .button');
      await page.waitForURL('**/news/thanks/');
      expect(site.blobs.size(NEWS_STORE)).toBe(1);
    },
  );
});

/** True if the element has a place on the page. */
function shown(page: Page, selector: string): Promise<boolean> {
  return page.evaluate((selector) => {
    const box = document.querySelector(selector)?.getBoundingClientRect();
    return box !== undefined && box.height > 0;
  }, selector);
}
