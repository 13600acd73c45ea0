import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { translator } from '#i18n/translate.ts';
import { STORE } from '../site/served-site.ts';
import { fill, sign, supporter, thanked, typed, words } from './form.ts';
import { visitedSite } from './visits.ts';

const { site, open } = await visitedSite('own');
const t = translator('en');

describe('signing with JavaScript', () => {
  it('puts the thanks into the place of the form, without sending the form by itself', async () => {
    const page = await open('/es/stop-the-raids/');
    const [title, entries] = [await page.title(), await page.evaluate(() => history.length)];
    await fill(page, { 'Nombre completo': 'Inés Peña', 'Correo electrónico': 'ines@example.org' });
    await page.getByRole('button', { name: 'Firmar ahora' }).click();
    expect(await thanked(page)).toBe('Gracias por firmar');
    expect(await page.locator(':focus').getAttribute('id')).toBe('thanks-title');
    expect(await page.locator('#sign, a[href="#sign"]').count()).toBe(0);
    // The browser's history learns nothing that it did not know before.
    expect(new URL(page.url()).pathname).toBe('/es/stop-the-raids/');
    expect(await page.title()).toBe(title);
    expect(await page.evaluate(() => history.length)).toBe(entries);
    const [post, ...others] = posts();
    expect(JSON.parse(post?.body ?? '')).toEqual({
      locale: 'es',
      text: expect.stringMatching(/^[0-9a-f]{16}$/u) as unknown,
      via: '',
      name: 'Inés Peña',
      email: 'ines@example.org',
      postalCode: '',
      comment: '',
      nameShown: 'counted',
    });
    expect(others).toEqual([]);
    expect(site.blobs.size(STORE)).toBe(1);
  });

  it('leaves no filled form behind: Back leads to the page before it', async () => {
    const page = await open('/');
    await page.getByRole('link', { name: t('home.go.active') }).click();
    await page.waitForURL('**/stop-the-raids/');
    const empty = await typed(page);
    await fill(page, supporter);
    await sign(page);
    await thanked(page);
    await page.goBack();
    expect(new URL(page.url()).pathname).toBe('/');
    await page.goForward();
    expect(new URL(page.url()).pathname).toBe('/stop-the-raids/');
    expect(await typed(page)).toEqual(empty);
  });

  it('leads to the page of thanks where that cannot be put into this one', async () => {
    const page = await open('/');
    await page.goto('/stop-the-raids/');
    // A captive portal answers with a page of its own.
    await page.route('**/thanks/', (route) =>
      route.request().resourceType() === 'xhr'
        ? route.fulfill({ contentType: 'text/html', body: '<h1>Log in</h1>' })
        : route.continue(),
    );
    await fill(page, supporter);
    await sign(page);
    await page.waitForURL('**/stop-the-raids/thanks/');
    expect(await thanked(page)).toBe(t('thanks.title'));
    await page.goBack();
    expect(new URL(page.url()).pathname).toBe('/');
  });

  it('takes “Error” out of the title once it is signed', async () => {
    const page = await open('/stop-the-raids/');
    const title = await page.title();
    await sign(page);
    await page.locator('#error-summary').waitFor();
    await fill(page, supporter);
    await sign(page);
    await thanked(page);
    expect(await page.title()).toBe(title);
  });

  it('raises the number by one, and by none for the same address again', async () => {
    const page = await open('/stop-the-raids/');
    expect(await shownNumber(page)).toBe(t('count.first'));
    for (const email of [
      'aroha@example.org',
      'AROHA@Example.ORG',
      ' aroha@example.org ',
      'aroha+news@example.org',
      'aroha@example.org',
    ]) {
      await page.goto('/stop-the-raids/');
      await fill(page, { 'Full name': 'Aroha Ngata', 'Email address': email });
      await sign(page);
      expect(await thanked(page), email).toBe('Thank you for signing');
      await page.goto('/stop-the-raids/');
      expect(await shownNumber(page), email).toBe('1 signature');
    }
    expect(site.blobs.size(STORE)).toBe(1);
  });

  it('sends once, however often the button is pressed', async () => {
    site.blobs.latencyMs = 200;
    const page = await open('/stop-the-raids/');
    await fill(page, supporter);
    // The test presses a key, because new text below the button moves the button up by a line.
    await page.getByRole('button', { name: t('form.submit') }).focus();
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('Enter');
    expect(await page.locator('[data-slot=status]').textContent()).toBe(t('form.sending'));
    await thanked(page);
    expect(posts()).toHaveLength(1);
  });

  it('says what is wrong in the same words, at the same places, as without', async () => {
    const invalid = {
      ...supporter,
      'Full name': 'www.example.org',
      'Email address': '',
      'Postal code (optional)': '6'.repeat(21),
    };
    const [by, without] = await Promise.all(
      [true, false].map(async (javaScriptEnabled) => {
        const page = await open('/es/stop-the-raids/', { javaScriptEnabled });
        const [name, email, postalCode] = Object.values(invalid);
        await fill(page, {
          'Nombre completo': name ?? '',
          'Correo electrónico': email ?? '',
          'Código postal': postalCode ?? '',
        });
        await page.getByRole('button', { name: 'Firmar ahora' }).click();
        await page.locator('#error-summary').waitFor();
        const focus = await page.locator(':focus').getAttribute('id');
        return { ...(await words(page)), ...(await typed(page)), focus, title: await page.title() };
      }),
    );
    expect(by).toEqual(without);
    expect(by).toMatchObject({ focus: 'error-summary', invalid: ['name', 'email', 'postalCode'] });
  });

  it('takes the errors back once they are mended', async () => {
    const page = await open('/stop-the-raids/');
    await sign(page);
    await page.locator('#error-summary').waitFor();
    await fill(page, { 'Full name': 'Aroha Ngata' });
    await sign(page);
    await expect
      .poll(() => words(page))
      .toEqual({
        summary: ['Enter your email address'],
        fields: ['Enter your email address'],
        invalid: ['email'],
      });
    expect(await page.title()).toMatch(/^Error: (?!Error)/u);
  });

  it('keeps what was typed while there is no connection, and offers to try again', async () => {
    const page = await open('/stop-the-raids/');
    // What asks about slips is fetched at the first address, and must be there before the line breaks.
    await fill(page, { 'Email address': 'aroha@gmial.com', 'Full name': '' });
    await page.locator('#sign output button').waitFor();
    await fill(page, supporter);
    await page.context().setOffline(true);
    await sign(page);
    const again = page.getByRole('button', { name: 'Try again' });
    await again.waitFor();
    expect(await page.locator('[data-slot=status]').textContent()).toBe(t('form.failed'));
    expect(await typed(page)).toMatchObject({ name: 'Aroha Ngata', email: 'aroha@example.org' });
    await page.context().setOffline(false);
    await again.click();
    await thanked(page);
    expect(site.blobs.size(STORE)).toBe(1);
  });

  it('keeps what was typed when the store fails', async () => {
    site.blobs.faults.always('put', { status: 403 });
    const page = await open('/stop-the-raids/');
    await fill(page, supporter);
    await sign(page);
    await page.locator('#error-summary').waitFor();
    expect((await words(page)).summary).toEqual([t('error.store.unavailable')]);
    expect(await typed(page)).toMatchObject({
      name: 'Aroha Ngata',
      comment: supporter['Why are you signing? (optional)'],
    });
  });

  it('works with the keyboard alone', async () => {
    const page = await open('/stop-the-raids/');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toContain('Skip to the content');
    await page.keyboard.press('Enter');
    await tabTo(page, 'name');
    await page.keyboard.type('Aroha Ngata');
    await tabTo(page, 'email');
    await page.keyboard.type('aroha@example.org');
    await tabTo(page, 'updates');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await thanked(page);
    expect(JSON.parse(posts()[0]?.body ?? '')).toMatchObject({ name: 'Aroha Ngata', updates: 'true' });
  });
});

async function shownNumber(page: Page): Promise<string> {
  await page.locator('signature-count .number').waitFor();
  const text = await page.locator('signature-count .number').textContent();
  return (text ?? '').replaceAll(/\s+/gu, ' ').trim();
}

function posts() {
  return site.requests().filter(({ method }) => method === 'POST');
}

/** Presses Tab until the field has the focus, or stops after some presses. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 30; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await page.locator(':focus').getAttribute('name')) === name) return;
  }
  throw new RangeError(`Tab does not lead to ${name}.`);
}
