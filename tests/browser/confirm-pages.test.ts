import type { Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import { STORE } from '../site/served-site.ts';
import { recordOf } from './a-record.ts';
import { faultsInEveryLook, faultsOf } from './axe.ts';
import {
  aroha,
  askAs,
  askForNews,
  errorsOf,
  followLink,
  pathOf,
  sendCode,
  signAs,
  takeBack,
  words,
} from './mail-steps.ts';
import { mailedSite } from './mailed-site.ts';

const { site, open, server, newestMail } = await mailedSite();
const t = words.en;

/** The time for a dozen pages in every look. */
const TIMEOUT_MS = 120_000;

describe('the pages of confirming and taking back', () => {
  it.each(['en', 'es'] as const)(
    'have no fault that axe finds, in any shape and look: %s',
    { timeout: TIMEOUT_MS },
    async (locale) => {
      vi.spyOn(console, 'error').mockImplementation(() => undefined);
      const faults: string[] = [];
      const look = async (page: Page, what: string) => {
        // The bar at the top covers what is scrolled under it.
        await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
        faults.push(...(await faultsInEveryLook(page)).map((fault) => `${what}: ${fault}`));
      };
      const page = await open(pathOf(locale));
      server.fail('recipient', 550);
      await signAs(page, { ...aroha, locale });
      await errorsOf(page);
      await look(page, 'refused address');
      server.mend();
      await askAs(page, { ...aroha, locale });
      await look(page, 'look into your mail');
      await sendCode(page, 'nothing');
      await errorsOf(page);
      await look(page, 'wrong code');
      const mail = await newestMail();

      await page.goto(pathOf(locale, 'confirm/'));
      await look(page, 'a link to paste');
      await page.goto(mail.confirmUrl);
      await look(page, 'a link that arrived');
      await page.locator('#confirm-link .button').click();
      await page.waitForURL('**/thanks/');
      await look(page, 'thanks');
      const { token } = recordOf({ campaign: 'everything' });
      await followLink(page, `${site.origin}${pathOf(locale, 'confirm/')}#${token}`, 'confirm-link');
      await errorsOf(page);
      await look(page, 'another campaign’s link');

      await page.goto(pathOf(locale, 'withdraw/'));
      await look(page, 'ask for a link');
      await followLink(page, mail.withdrawUrl, 'withdraw');
      await errorsOf(page);
      await look(page, 'no choice made');
      await takeBack(page);
      await look(page, 'withdrawn');
      await page.goto(pathOf(locale, 'withdraw/sent/'));
      await look(page, 'a link is under way');

      await page.goto(pathOf(locale));
      await askForNews(page, aroha.email);
      await page.waitForURL('**/news/sent/');
      await page.locator('#code').waitFor();
      await look(page, 'news: look into your mail');
      await sendCode(page, (await newestMail()).code);
      await page.waitForURL('**/news/thanks/');
      await look(page, 'news: thanks');
      expect(faults).toEqual([]);
    },
  );

  it.each(['en', 'es'] as const)('mails have none either: %s', async (locale) => {
    const page = await open(pathOf(locale));
    await askAs(page, { ...aroha, locale });
    const { html } = await newestMail();
    const faults: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 320, height: 640 });
      await page.goto('about:blank');
      await page.setContent(html);
      faults.push(...(await faultsOf(page)).filter(isOfMails).map((fault) => `${colorScheme}: ${fault}`));
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, colorScheme).toBe(320);
    }
    expect(faults).toEqual([]);
  });
});

describe('with the keyboard alone', () => {
  it('a supporter signs, pastes the code, and takes the signature back', async () => {
    const page = await open(pathOf('en'));
    await tabTo(page, 'name');
    await page.keyboard.type(aroha.name);
    await tabTo(page, 'email');
    await page.keyboard.type(aroha.email);
    await page.keyboard.press('Enter');
    await page.locator('#code').waitFor();
    const { code, withdrawUrl } = await newestMail();
    await tabTo(page, 'code');
    await page.keyboard.insertText(` ${code}\n`);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/thanks/');
    expect(site.blobs.size(STORE)).toBe(1);

    await page.goto(withdrawUrl);
    await page.getByText(t('withdraw.here')).waitFor();
    await tabTo(page, 'withdraw');
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/withdrawn/');
    expect(site.blobs.size(STORE)).toBe(0);
  });
});

/** A mail is no page of its own: the program that shows it has the landmarks. */
function isOfMails(fault: string): boolean {
  return !/^(?:landmark-one-main|region):/u.test(fault);
}

/** Presses Tab until the field has the focus, or stops after some presses. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await page.locator(':focus').getAttribute('name')) === name) return;
  }
  throw new RangeError(`Tab does not lead to ${name}.`);
}
