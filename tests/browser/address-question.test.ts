import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { translator } from '#i18n/translate.ts';
import { fill, sign, thanked } from './form.ts';
import { visitedSite } from './visits.ts';

const { site, open } = await visitedSite('gallery');
const t = translator('en');
const asked = (email: string) => t('form.email.meant', { email });

describe.each(['email', 'news-email'])('the question about a slip in the field %s', (id) => {
  it('stands below it, fills it in at a press, and sends nothing', async () => {
    const page = await open('/everything/');
    await type(page, id, 'ana@gmial.con');
    await expect.poll(() => question(page, id)).toBe(asked('ana@gmail.com'));
    await page.getByRole('button', { name: 'ana@gmail.com' }).click();
    expect(await page.locator(`#${id}`).inputValue()).toBe('ana@gmail.com');
    expect(await page.locator(':focus').getAttribute('id')).toBe(id);
    expect(await question(page, id)).toBe('');
    expect(site.requests().filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  it('goes when the address is mended, and asks for an ending where one is missing', async () => {
    const page = await open('/everything/');
    await type(page, id, 'ana@work');
    await expect.poll(() => question(page, id)).toBe(t('form.email.ending'));
    await type(page, id, 'ana@hotmail.com.ar');
    await expect.poll(() => question(page, id)).toBe('');
  });
});

describe('the question about a slip', () => {
  it('speaks the language of the page, and is announced', async () => {
    const page = await open('/es/everything/');
    await type(page, 'email', 'ana@hotmail.con');
    const words = translator('es')('form.email.meant', { email: 'ana@hotmail.com' });
    await expect.poll(() => page.locator('#sign').getByRole('status').first().innerText()).toBe(words);
  });

  it('does not stand in the way of who means what was typed', async () => {
    const page = await open('/everything/');
    await fill(page, { 'Full name': 'Ana Ríos', 'Email address': 'ana@gmial.com' });
    await page.keyboard.press('Tab');
    await expect.poll(() => question(page, 'email')).toBe(asked('ana@gmail.com'));
    await sign(page);
    await thanked(page);
    const [post] = site.requests().filter(({ method }) => method === 'POST');
    expect(post?.body).toContain('ana@gmial.com');
  });

  it('waits while a button is pressed, which it would move from under the finger', async () => {
    const page = await open('/everything/', { viewport: { width: 320, height: 640 } });
    const slip = 'ana.maria.de.los.angeles.de.la.rosa.y.fernandez.de.cordoba@gmial.com';
    // Once typed and mended, the file that asks is there.
    await type(page, 'email', 'ana@gmial.com');
    await expect.poll(() => question(page, 'email')).not.toBe('');
    await type(page, 'email', 'ana@gmail.com');
    await expect.poll(() => question(page, 'email')).toBe('');
    await fill(page, { 'Full name': 'Ana Ríos', 'Email address': slip });
    await sign(page);
    await thanked(page);
  });

  it('is not asked where its file does not come, and signing works', async () => {
    const page = await open('/privacy/');
    await page.route('**/address-question*', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: 'export {};' }),
    );
    await page.goto('/everything/');
    await fill(page, { 'Full name': 'Ana Ríos', 'Email address': 'ana@gmial.com' });
    await sign(page);
    await thanked(page);
  });
});

async function type(page: Page, id: string, email: string): Promise<void> {
  await page.locator(`#${id}`).fill(email);
  await page.locator(`#${id}`).press('Tab');
}

/** What is asked below a field. */
function question(page: Page, id: string): Promise<string> {
  return page.locator(`output[for=${id}]`).innerText();
}
