import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { translator } from '#i18n/translate.ts';
import { STORE } from '../site/served-site.ts';
import { fill, typed, words } from './form.ts';
import { answerCount } from './live-answer.ts';
import { visitedSite } from './visits.ts';

const { site, open } = await visitedSite('gallery');
const { gallery } = inject('sites');
const t = translator('en');

describe('a form left open until its campaign closed', () => {
  it.each([
    ['closed', 'Closed: A school nurse in every school', t('error.campaign.closed')],
    ['won', 'Won: Drinking water in the old town', 'We did it with 2,452 signatures.'],
    ['not-open-yet', 'Not open yet: A midwife for the islands', 'Signing opens on January 1, 2999.'],
  ])('is answered kindly without JavaScript, by the notice alone: %s', async (campaign, title, words) => {
    const page = await open('/everything/', { javaScriptEnabled: false });
    const answer = page.waitForResponse('**/api/**');
    await signAt(page, campaign);
    expect((await answer).status()).toBe(409);
    const notice = page.locator('[aria-labelledby=notice-title]');
    await notice.waitFor();
    expect(await notice.textContent()).toContain(words);
    expect(await notice.textContent()).toContain(t('notice.notStored'));
    expect(await page.title()).toMatch(new RegExp(`^${title}`, 'u'));
    expect(await page.locator(':focus').getAttribute('aria-labelledby')).toBe('notice-title');
    expect(await page.getByText(t('error.summary')).isVisible()).toBe(false);
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

describe('a page that is older than its campaign’s last day', () => {
  const shutWith = async (path: string, isOpen: boolean) => {
    const page = await open('/privacy/', { viewport: { width: 360, height: 740 } });
    await answerCount(page, gallery, { open: isOpen });
    await page.goto(path);
    await page.locator('signature-count [role=status]:not(:empty)').waitFor({ state: 'attached' });
    return page;
  };

  it('has the notice in the place of the form, and calls itself active no more', async () => {
    const page = await shutWith('/goal-reached/', false);
    expect(await page.getByRole('heading', { name: t('status.closed') }).isVisible()).toBe(true);
    expect(await page.getByText(t('error.campaign.closed')).isVisible()).toBe(true);
    expect(await page.locator('form#sign').isVisible()).toBe(false);
    expect(await page.locator('.sign-bar').isVisible()).toBe(false);
    expect(await page.locator('.state:visible').allInnerTexts()).toEqual([t('status.closed')]);
  });

  it('names no last day to come once it is over', async () => {
    const until = async (isOpen: boolean) => {
      const page = await shutWith('/everything/', isOpen);
      return page.locator('.byline').getByText(t('campaign.until')).isVisible();
    };
    expect([await until(true), await until(false)]).toEqual([true, false]);
  });

  it('has its form while the campaign is open, and no notice', async () => {
    const page = await shutWith('/goal-reached/', true);
    expect(await page.locator('form#sign').isVisible()).toBe(true);
    expect(await page.getByText(t('error.campaign.closed')).isVisible()).toBe(false);
    expect(await page.locator('.state:visible').allInnerTexts()).toEqual([t('status.active')]);
  });

  it('says on its first day that signing has begun, and when the form comes', async () => {
    const before = await shutWith('/not-open-yet/', false);
    expect(await before.getByText('Signing opens on January 1, 2999.').isVisible()).toBe(true);
    expect(await before.getByText(t('notice.begun.title')).isVisible()).toBe(false);
    const page = await shutWith('/not-open-yet/', true);
    expect(await page.getByRole('heading', { name: t('notice.begun.title') }).isVisible()).toBe(true);
    expect(await page.getByText('Signing opens on').isVisible()).toBe(false);
    expect(await page.locator('.state:visible').allInnerTexts()).toEqual([t('status.active')]);
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
