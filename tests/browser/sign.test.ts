import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { translator } from '#i18n/translate.ts';
import { STORE } from '../site/served-site.ts';
import { fill, sign, supporter, typed, words } from './form.ts';
import { visitedSite } from './visits.ts';

const { site, open } = await visitedSite('own');
const t = translator('en');

describe('signing with JavaScript', () => {
  it('leads to the thanks page without sending the form by itself', async () => {
    const page = await open('/es/stop-the-raids/');
    await fill(page, { 'Nombre completo': 'Inés Peña', 'Correo electrónico': 'ines@example.org' });
    await page.getByRole('button', { name: 'Firmar ahora' }).click();
    await page.waitForURL('**/es/stop-the-raids/thanks/');
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
    await page.getByRole('link', { name: 'Stop the raids on families' }).click();
    await page.waitForURL('**/stop-the-raids/');
    await fill(page, supporter);
    await sign(page);
    await page.waitForURL('**/thanks/');
    await page.goBack();
    expect(new URL(page.url()).pathname).toBe('/');
    await page.goForward();
    expect(new URL(page.url()).pathname).toBe('/stop-the-raids/thanks/');
  });

  it('raises the number by one, and by none for the same address again', async () => {
    const page = await open('/stop-the-raids/');
    expect(await shownNumber(page)).toBe('0 signatures');
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
      await page.waitForURL('**/stop-the-raids/thanks/');
      expect(await page.locator('h1').textContent(), email).toBe('Thank you for signing');
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
    await page.waitForURL('**/thanks/');
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
    await fill(page, supporter);
    await page.context().setOffline(true);
    await sign(page);
    const again = page.getByRole('button', { name: 'Try again' });
    await again.waitFor();
    expect(await page.locator('[data-slot=status]').textContent()).toBe(t('form.failed'));
    expect(await typed(page)).toMatchObject({ name: 'Aroha Ngata', email: 'aroha@example.org' });
    await page.context().setOffline(false);
    await again.click();
    await page.waitForURL('**/thanks/');
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
    await page.waitForURL('**/thanks/');
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
