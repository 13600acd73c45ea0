import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { translator } from '#i18n/translate.ts';
import { STORE } from '../site/served-site.ts';
import { fill, typed, words } from './form.ts';
import { visitedSite } from './visits.ts';

const { site, open } = await visitedSite('gallery');
const t = translator('en');

describe('a form left open until its campaign closed', () => {
  it('leads to the page that says so, without JavaScript', async () => {
    const page = await open('/everything/', { javaScriptEnabled: false });
    const answer = page.waitForResponse('**/api/**');
    await signAt(page, 'closed');
    expect((await answer).status()).toBe(409);
    await page.locator('#error-summary').waitFor();
    expect((await words(page)).summary).toEqual([t('error.campaign.closed')]);
    expect(await page.locator(':focus').getAttribute('id')).toBe('error-summary');
    expect(await page.locator('h1').textContent()).toContain('A school nurse in every school');
    expect(await page.locator('form#sign').count()).toBe(0);
    expect(site.blobs.size(STORE)).toBe(0);
  });

  it('says so and keeps what was typed, with JavaScript', async () => {
    const page = await open('/everything/');
    await signAt(page, 'paused');
    await page.locator('#error-summary').waitFor();
    expect((await words(page)).summary).toEqual([t('error.campaign.paused')]);
    expect(await typed(page)).toMatchObject({ name: 'Aroha Ngata', email: 'aroha@example.org' });
    expect(site.blobs.size(STORE)).toBe(0);
  });
});

/** Fills in the form and sends it to another campaign. */
async function signAt(page: Page, campaign: string): Promise<void> {
  await page.locator('#sign').evaluate((form, action) => {
    form.setAttribute('action', action);
  }, `/api/campaigns/${campaign}/signatures`);
  await fill(page, { [t('form.name')]: 'Aroha Ngata', [t('form.email')]: 'aroha@example.org' });
  await page.getByRole('button', { name: t('form.submit') }).click();
}
