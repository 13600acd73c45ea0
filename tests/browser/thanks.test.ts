import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { translator } from '#i18n/translate.ts';
import { fill, sign, thanked } from './form.ts';
import { visitedSite } from './visits.ts';

const { open } = await visitedSite('gallery');
const t = translator('en');
const PHONE = { viewport: { width: 360, height: 740 } };

describe.each([true, false])('the thanks, with JavaScript: %s', (javaScriptEnabled) => {
  it('offer sharing in the first screen of a phone, with one button that stands out', async () => {
    const page = await signed('/everything/', javaScriptEnabled);
    const share = page.locator('#thanks share-links .first');
    expect(await share.innerText()).toBe(javaScriptEnabled ? t('share.copy') : 'WhatsApp');
    const box = await share.boundingBox();
    expect(box && box.y > 0 && box.y + box.height <= 740, JSON.stringify(box)).toBe(true);
    expect(await filledButtons(page)).toEqual([await share.innerText()]);
  });

  it('say of a discreet campaign neither in words nor by sharing what was done', async () => {
    const page = await signed('/discreet/', javaScriptEnabled);
    expect(await page.locator('#thanks-title').innerText()).toBe(t('thanks.title.discreet'));
    expect(await page.title()).toBe(t('page.discreet'));
    expect(await page.locator('#thanks share-links').count()).toBe(0);
    expect(await filledButtons(page)).toEqual([t('thanks.traces')]);
    await page.locator('#thanks .button').click();
    await page.waitForURL('**/safety/');
  });
});

it('copies the link of the campaign from the thanks in place', async () => {
  const page = await signed('/everything/', true, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page
    .locator('#thanks')
    .getByRole('button', { name: t('share.copy') })
    .click();
  await expect.poll(() => page.locator('#thanks [role=status]').innerText()).toBe(t('share.copied'));
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/everything\/$/u);
});

it('keeps the thanks on their sheet beside the words, where they scroll to their last link', async () => {
  const page = await signed('/everything/', true, { viewport: { width: 1366, height: 768 } });
  await page.locator('#thanks a').last().focus();
  const [sheet, thanks, link] = await Promise.all(
    [page.locator('.sheet'), page.locator('#thanks'), page.locator(':focus')].map((part) =>
      part.evaluate((element) => element.getBoundingClientRect().bottom),
    ),
  );
  expect(thanks).toBeLessThanOrEqual(sheet ?? NaN);
  expect(link).toBeLessThanOrEqual(thanks ?? NaN);
  expect(sheet).toBeLessThanOrEqual(768);
});

async function signed(path: string, javaScriptEnabled: boolean, options = {}): Promise<Page> {
  const page = await open(path, { ...PHONE, javaScriptEnabled, ...options });
  await fill(page, { 'Full name': 'Aroha Ngata', 'Email address': 'aroha@example.org' });
  await sign(page);
  await thanked(page);
  return page;
}

/** The words of the filled buttons and links that can be seen in the main part of the page. */
function filledButtons(page: Page): Promise<string[]> {
  return page.locator('main :is(a, button):visible').evaluateAll((all) =>
    all
      .filter((element) => {
        const { backgroundColor } = getComputedStyle(element);
        const accent = getComputedStyle(document.querySelector('#thanks .first, #thanks .button') ?? element);
        return backgroundColor === accent.backgroundColor;
      })
      .map((element) => element.textContent.trim()),
  );
}
