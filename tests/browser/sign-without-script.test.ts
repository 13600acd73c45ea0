import { describe, expect, it } from 'vitest';
import { translator } from '#i18n/translate.ts';
import { STORE } from '../site/served-site.ts';
import { fill, sign, supporter, typed, words } from './form.ts';
import { visitedSite } from './visits.ts';

const { site, open } = await visitedSite('own');
const t = translator('en');

describe('signing without JavaScript', () => {
  const withoutScript = { javaScriptEnabled: false };

  it('leads to the thanks page in English', async () => {
    const page = await open('/stop-the-raids/', withoutScript);
    await fill(page, supporter);
    await sign(page);
    await page.waitForURL('**/stop-the-raids/thanks/');
    expect(await page.locator('h1').textContent()).toBe('Thank you for signing');
    expect(site.blobs.size(STORE)).toBe(1);
  });

  it('leads to the thanks page in Spanish', async () => {
    const page = await open('/es/stop-the-raids/', withoutScript);
    await fill(page, { 'Nombre completo': 'Inés Peña', 'Correo electrónico': 'ines@example.org' });
    await page.getByRole('button', { name: 'Firmar ahora' }).click();
    await page.waitForURL('**/es/stop-the-raids/thanks/');
    expect(await page.locator('h1').textContent()).toBe('Gracias por firmar');
    expect(site.blobs.size(STORE)).toBe(1);
  });

  it('brings the page back with errors at their fields and with what was typed', async () => {
    const page = await open('/stop-the-raids/', withoutScript);
    await fill(page, { ...supporter, 'Full name': '', 'Email address': 'aroha@' });
    await page.getByLabel(t('form.updates')).check();
    await page.getByLabel(t('form.nameShown.initials')).check();
    await sign(page);
    await page.waitForURL('**/signatures');

    expect(await page.title()).toMatch(/^Error: Stop the raids/u);
    expect(await page.locator(':focus').getAttribute('id')).toBe('error-summary');
    expect(await words(page)).toEqual({
      summary: ['Enter your full name', 'Enter an email address like name@example.org'],
      fields: ['Enter your full name', 'Enter an email address like name@example.org'],
      invalid: ['name', 'email'],
    });
    expect(await typed(page)).toEqual({
      name: '',
      email: 'aroha@',
      postalCode: '6011',
      comment: 'For my sister.\nAnd <b>hers</b>.',
      updates: 'true',
      nameShown: 'initials',
    });
    expect(site.blobs.size(STORE)).toBe(0);
  });

  it('leads from each error to its field', async () => {
    const page = await open('/stop-the-raids/', withoutScript);
    await sign(page);
    await page.getByRole('link', { name: 'Enter your email address' }).click();
    expect(await page.locator(':focus').getAttribute('name')).toBe('email');
  });

  it('signs in the end, once the errors are mended', async () => {
    const page = await open('/es/stop-the-raids/', withoutScript);
    await page.getByRole('button', { name: 'Firmar ahora' }).click();
    await page.waitForURL('**/signatures');
    expect(await page.title()).toMatch(/^Error: /u);
    await fill(page, { 'Nombre completo': 'Inés Peña', 'Correo electrónico': 'ines@example.org' });
    await page.getByRole('button', { name: 'Firmar ahora' }).click();
    await page.waitForURL('**/es/stop-the-raids/thanks/');
  });

  it('keeps what was typed when the store fails, says so, and signs at the next try', async () => {
    site.blobs.faults.always('put', { status: 403 });
    const page = await open('/stop-the-raids/', withoutScript);
    await fill(page, supporter);
    await sign(page);
    expect(await page.locator('#error-summary').textContent()).toContain(t('error.store.unavailable'));
    expect(await page.locator(':focus').getAttribute('id')).toBe('error-summary');
    expect(await typed(page)).toMatchObject({
      name: 'Aroha Ngata',
      email: 'aroha@example.org',
      postalCode: '6011',
    });
    site.blobs.faults.clear();
    await sign(page);
    await page.waitForURL('**/stop-the-raids/thanks/');
    expect(site.blobs.size(STORE)).toBe(1);
  });

  it('finds the way back when an answer’s address is loaded anew', async () => {
    const page = await open('/stop-the-raids/', withoutScript);
    await sign(page);
    const answer = await page.goto(page.url());
    expect(answer?.status()).toBe(401);
    expect(await page.locator('h1').textContent()).toBe('Only for organizers');
    await page.getByText('Open the campaign again and sign there.').waitFor();
    await page.getByRole('link', { name: 'See all campaigns' }).click();
    await page.getByRole('link', { name: t('home.go.active') }).click();
    await page.waitForURL('**/stop-the-raids/');
  });
});
