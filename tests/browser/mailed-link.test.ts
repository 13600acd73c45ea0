import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { fillPage } from '#html/fill-page.ts';
import { translator } from '#i18n/translate.ts';
import { readBuiltSite } from '../site/built-site.ts';
import { fill } from './form.ts';
import { RECORD, TOKEN } from './mailed.ts';
import { launchOldBrowser, typeInto } from './old-browser.ts';
import { visitedSite, visitsTo } from './visits.ts';

const { site, open } = await visitedSite('gallery');
const old = visitsTo(site, launchOldBrowser);
const { pages } = await readBuiltSite(inject('sites').gallery);
const t = translator('en');
const code = { name: t('confirm.code') };

describe('a mailed link', () => {
  it.each(['confirm', 'withdraw'])('leaves the address at once, and sends nothing: …/%s/', async (name) => {
    const page = await open(`/everything/${name}/#${TOKEN}`);
    for (const when of ['at once', 'after a reload', 'after a link within the page']) {
      await page.locator('[data-token=here]').waitFor();
      await expect.poll(() => page.url(), { message: when }).toBe(`${site.origin}/everything/${name}/`);
      expect(await page.locator('#token').inputValue(), when).toBe(TOKEN);
      expect(await page.locator('#token').isVisible(), when).toBe(false);
      if (when === 'at once') await page.reload();
      else await page.locator('.skip').press('Enter');
    }
    expect(site.requests().filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('is sent by a press alone, as without JavaScript', async () => {
    const sent: string[] = [];
    for (const javaScriptEnabled of [true, false]) {
      const page = await open(`/es/everything/confirm/#${TOKEN}`, { javaScriptEnabled });
      if (!javaScriptEnabled) await page.getByLabel('Enlace del correo').fill(TOKEN);
      sent.push(
        await sentBy(page, '**/confirmations', () => page.getByRole('button', { name: 'Confirmar' }).click()),
      );
    }
    const body = new URLSearchParams({ locale: 'es', token: TOKEN }).toString();
    expect(sent).toEqual([body, body]);
  });

  it('needs a choice that nobody made before, to take back', async () => {
    const page = await open(`/everything/withdraw/#${TOKEN}`);
    const choice = page.getByLabel(t('withdraw.choice'));
    expect(await choice.isChecked()).toBe(false);
    await choice.check();
    const press = () => page.getByRole('button', { name: t('withdraw.submit') }).click();
    expect(await sentBy(page, '**/withdrawals', press)).toBe(
      new URLSearchParams({ locale: 'en', token: TOKEN, withdraw: 'yes' }).toString(),
    );
  });

  it('takes the place of one before it', async () => {
    const page = await open(`/everything/confirm/#${TOKEN}`);
    await page.evaluate((hash) => {
      location.hash = hash;
    }, TOKEN.toLowerCase());
    await expect.poll(() => page.locator('#token').inputValue()).toBe(TOKEN.toLowerCase());
    expect(page.url()).not.toContain('#');
  });
});

it('a link that takes back comes along into another language', async () => {
  const page = await open(`/everything/withdraw/#${TOKEN}`);
  await page.locator('[data-token=here]').waitFor();
  await page.getByRole('link', { name: 'Español' }).click();
  await page.waitForURL(`${site.origin}/es/everything/withdraw/`);
  await page.locator('[data-token=here]').waitFor();
  expect(await page.locator('#token').inputValue()).toBe(TOKEN);
});

describe('a record that waits for its code', () => {
  it('is in the page after signing, in no address, and survives Back and a reload', async () => {
    const page = await open('/');
    await page.goto('/longest-words/');
    const posts = await answerPending(page, '**/signatures');
    await fill(page, { [t('form.name')]: 'Aroha Ngata' });
    await page.locator('#email').fill('aroha@example.org');
    await page
      .locator('#sign')
      .getByRole('button', { name: t('form.submit') })
      .click();
    await page.waitForURL('**/longest-words/confirm/');
    for (const when of ['at once', 'after a reload', 'after Back and Forward']) {
      await page.getByRole('textbox', code).waitFor();
      expect(await page.getByRole('heading', { level: 1 }).innerText(), when).toBe(t('sent.title'));
      expect(await page.getByRole('textbox').count(), when).toBe(1);
      expect(await recordIn(page), when).toBe(RECORD);
      if (when === 'at once') await page.reload();
      else {
        await page.goBack();
        expect(new URL(page.url()).pathname, when).toBe('/');
        await page.goForward();
      }
    }
    expect(posts()).toBe(1);
    await page.getByRole('textbox', code).fill('7k3qd 9xw2m');
    const press = () => page.getByRole('button', { name: t('confirm.submit.signature') }).click();
    expect(await sentBy(page, '**/confirmations', press)).toBe(
      new URLSearchParams({
        locale: 'en',
        kind: 'signature',
        record: RECORD,
        code: '7k3qd 9xw2m',
      }).toString(),
    );
  });

  it('comes along into another language, and back', async () => {
    const page = await open('/longest-words/');
    await answerPending(page, '**/signatures');
    await fill(page, { [t('form.name')]: 'Aroha Ngata' });
    await page.locator('#email').fill('aroha@example.org');
    await page
      .locator('#sign')
      .getByRole('button', { name: t('form.submit') })
      .click();
    await page.waitForURL('**/longest-words/confirm/');
    for (const [language, path] of [
      ['Español', '/es/longest-words/confirm/'],
      ['English', '/longest-words/confirm/'],
    ] as const) {
      await page.getByRole('link', { name: language }).click();
      await page.waitForURL(`${site.origin}${path}`);
      await page.locator('#code').waitFor();
      expect(await recordIn(page), path).toBe(RECORD);
      expect(await page.locator('html').getAttribute('lang'), path).toBe(
        path.startsWith('/es/') ? 'es' : 'en',
      );
    }
  });

  it('is in the page after asking for news, on every page that has the line', async () => {
    for (const path of ['/closed/', '/everything/thanks/', '/everything/updates/2026-04-22-council/']) {
      const page = await open(path);
      await answerPending(page, '**/news');
      await page.locator('#news-email').fill('aroha@example.org');
      await page.getByRole('button', { name: t('news.submit') }).click();
      await page.waitForURL('**/news/sent/');
      await page.getByRole('textbox', code).waitFor();
      expect(await recordIn(page), path).toBe(RECORD);
    }
  });

  it('stays when the page that a function answered with is loaded anew', async () => {
    const path = '/everything/confirm/';
    const built = pages.find((page) => page.path === path)?.html ?? '';
    const body = fillPage(built, {
      titlePrefix: 'Error: ',
      form: 'confirm-code',
      shape: 'code',
      errors: [{ field: 'code', message: 'This code does not fit.' }],
      values: { record: RECORD, code: 'wrong' },
    });
    const page = await open(path);
    // A function sends the headers of a page. Without them the reload would begin another group of windows.
    const response = await page.request.get(path);
    await page.route('**/confirmations', (route) => route.fulfill({ response, status: 422, body }));
    await page.getByRole('button', { name: t('confirm.submit') }).click();
    await page.locator('#code-error').waitFor();
    await page.waitForURL(`**${path}`);
    expect(await page.locator('#code-error').innerText()).toBe('This code does not fit.');
    await page.reload();
    await page.getByRole('textbox', code).waitFor();
    expect(await recordIn(page)).toBe(RECORD);
  });
});

it('an error of the line for news stands at its field, and not at the form for signing', async () => {
  const page = await open('/everything/');
  const errors = [{ field: 'email', code: 'email.dot', message: 'Enter the whole address' }];
  await page.route('**/news', (route) => route.fulfill({ status: 422, json: { errors } }));
  await page.locator('#news-email').fill('aroha@example');
  await page.getByRole('button', { name: t('news.submit') }).click();
  await page.getByRole('link', { name: 'Enter the whole address' }).click();
  expect(await page.locator(':focus').getAttribute('id')).toBe('news-email');
  expect(await page.locator('.field-error:visible').allTextContents()).toEqual(['Enter the whole address']);
  expect(await page.locator('#email').getAttribute('aria-invalid')).toBeNull();
});

it('a browser of 2021 takes the link out of the address, and waits for a code', async () => {
  const page = await old.open(`/everything/confirm/#${TOKEN}`, { reducedMotion: 'reduce' });
  const valueOf = (name: string) =>
    page.evaluate((name) => document.querySelector<HTMLInputElement>(`[name=${name}]`)?.value, name);
  await expect.poll(() => page.url()).toBe(`${site.origin}/everything/confirm/`);
  expect(await valueOf('token')).toBe(TOKEN);
  await page.goto('/longest-words/');
  await answerPending(page, '**/signatures');
  await typeInto(page, '#name', 'Aroha Ngata');
  await typeInto(page, '#email', 'aroha@example.org');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/longest-words/confirm/');
  await expect.poll(() => valueOf('record')).toBe(RECORD);
  await typeInto(page, '#code', '7K3QD');
  expect(await valueOf('code')).toBe('7K3QD');
});

/** What the browser itself sends to an address when somebody presses. */
async function sentBy(page: Page, address: string, press: () => Promise<void>): Promise<string> {
  await page.route(address, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>Sent</title>' }),
  );
  const [request] = await Promise.all([page.waitForRequest(address), press()]);
  return request.postData() ?? '';
}

/** Answers as a function does that demands confirmation. Returns how often it was asked. */
async function answerPending(page: Page, address: string): Promise<() => number> {
  let asked = 0;
  await page.route(address, (route) => {
    asked += 1;
    return route.fulfill({ status: 202, json: { status: 'pending', record: RECORD } });
  });
  return () => asked;
}

function recordIn(page: Page): Promise<string> {
  return page.locator('input[name=record]').inputValue();
}
