import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { STORE } from '../site/served-site.ts';
import { aroha, askAs, errorsOf, headline, pathOf, recordIn, sendCode, words } from './mail-steps.ts';
import { CAMPAIGN, mailedSite } from './mailed-site.ts';
import { settled } from './settled.ts';
import { NO_TRACES, traces } from './traces.ts';

const { site, open, server, newestMail, posts } = await mailedSite();
const t = words.en;

describe('the page after signing', () => {
  it('begins at its top, however far down the form was', async () => {
    const page = await open(pathOf('en'), { viewport: { width: 1366, height: 400 } });
    await page.locator('#sign .button').scrollIntoViewIfNeeded();
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(400);
    await askAs(page, aroha);
    await page.waitForLoadState('load');
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });

  it('survives reload, Back and Forward, and sends nothing twice', async () => {
    const page = await open('/');
    await page.locator(`a[href="/${CAMPAIGN}/"]`).first().click();
    await page.waitForURL(`**${pathOf('en')}`);
    const record = await askAs(page, aroha);
    expect(page.url()).toBe(site.origin + pathOf('en', 'confirm/'));

    await page.reload();
    expect(await recordIn(page)).toBe(record);
    await page.goBack();
    expect(new URL(page.url()).pathname).toBe('/');
    await page.goForward();
    expect(await recordIn(page)).toBe(record);
    expect(await headline(page)).toBe(t('sent.title'));

    await page
      .getByRole('link', { name: t('nav.privacy') })
      .first()
      .click();
    await page.waitForURL('**/privacy/');
    await page.goBack();
    expect(await recordIn(page)).toBe(record);
    expect(posts()).toHaveLength(1);
    expect(server.received).toHaveLength(1);
  });

  it('keeps the record also where a wrong code came in between', async () => {
    const page = await open(pathOf('en'));
    const record = await askAs(page, aroha);
    await sendCode(page, 'nothing');
    await page.locator('#error-summary').waitFor();
    await page.waitForURL(`**${pathOf('en', 'confirm/')}`);
    await page.reload();
    expect(await recordIn(page)).toBe(record);
    expect(await page.locator('#error-summary').isVisible()).toBe(false);
    await page.goBack();
    expect(await recordIn(page)).toBe(record);
    await sendCode(page, (await newestMail()).code);
    await page.waitForURL('**/thanks/');
    expect(site.blobs.size(STORE)).toBe(1);
    expect(server.received).toHaveLength(1);
  });
});

describe('the link of the mail', () => {
  it('loses its token at once, and no address, history, request or store has it', async () => {
    await askAs(await open(pathOf('en')), aroha);
    const { confirmUrl } = await newestMail();
    const token = confirmUrl.split('#')[1] ?? '';
    const page = await open('/privacy/');
    const told = watch(page);
    await page.goto(confirmUrl);
    await page.getByText(t('confirm.here')).waitFor();
    expect(page.url()).toBe(site.origin + pathOf('en', 'confirm/'));
    expect(await history(page)).not.toContain(token);
    await page.reload();
    await page.getByText(t('confirm.here')).waitFor();
    expect(await page.locator('#token').isVisible()).toBe(false);
    expect(await traces(page)).toEqual(NO_TRACES);

    await page.locator('#confirm-link .button').click();
    await page.waitForURL('**/thanks/');
    await page
      .getByRole('link', { name: t('nav.privacy') })
      .first()
      .click();
    await page.waitForURL('**/privacy/');
    expect(await history(page)).not.toContain(token);
    expect(await traces(page)).toEqual(NO_TRACES);
    expect(told().join('\n')).not.toContain(token.slice(0, 40));
    expect(told().filter((line) => line.startsWith('Referer'))).toEqual([]);
  });

  it('confirms nothing for who fetches it, or even runs its page', async () => {
    await askAs(await open(pathOf('en')), aroha);
    const { confirmUrl, withdrawUrl } = await newestMail();
    posts();
    for (const url of [confirmUrl, withdrawUrl]) {
      for (const method of ['GET', 'HEAD']) {
        expect((await fetch(url, { method })).status, `${method} ${url}`).toBe(200);
      }
      await settled(await open(url));
      await open(url, { javaScriptEnabled: false });
    }
    expect(posts()).toEqual([]);
    expect(site.blobs.size(STORE)).toBe(0);
    expect(site.blobs.size('withdrawals-local')).toBe(0);
  });

  it('takes the place of another one in the same tab, also of one that did not fit', async () => {
    const page = await open(pathOf('en'));
    await askAs(page, aroha);
    const { confirmUrl } = await newestMail();
    const [address = '', token = ''] = confirmUrl.split('#');
    await page.goto(`${address}#${'1'.repeat(40)}`);
    await page.locator('#confirm-link .button').click();
    expect(await errorsOf(page)).toEqual([t('error.code.invalid')]);
    await page.waitForURL(address);
    await page.goto(confirmUrl);
    await page.getByText(t('confirm.here')).waitFor();
    expect(await page.locator('#token').inputValue()).toBe(token);
    await page.locator('#confirm-link .button').click();
    await page.waitForURL('**/thanks/');
    expect(site.blobs.size(STORE)).toBe(1);
  });
});

/** Collects what requests tell: their addresses, and from where they come. */
function watch(page: Page): () => string[] {
  const told: string[] = [];
  page.on('request', (request) => {
    told.push(request.url().split('#')[0] ?? '');
    const { referer } = request.headers();
    if (referer !== undefined) told.push(`Referer ${referer}`);
  });
  return () => told;
}

/** The addresses that the tab's history leads back to. */
async function history(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { entries } = await session.send('Page.getNavigationHistory');
  await session.detach();
  return entries.map(({ url, title }) => `${url} ${title}`).join('\n');
}
