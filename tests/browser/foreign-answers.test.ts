import type { Page, Route } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { translator } from '#i18n/translate.ts';
import { STORE } from '../site/served-site.ts';
import { fill, sign, supporter, thanked, typed, words } from './form.ts';
import { visitedSite } from './visits.ts';

const { site, open } = await visitedSite('own');
const t = translator('en');

/** What something between the page and us can answer, and what the page then says. */
const FOREIGN: Readonly<Record<string, (route: Route) => Promise<void>>> = {
  'a page of a captive portal': (route) =>
    route.fulfill({ contentType: 'text/html', body: '<h1>Log in</h1>' }),
  'a page that calls itself JSON': (route) => route.fulfill({ contentType: 'application/json', body: '<p>' }),
  'a redirect to a good answer': (route) =>
    route.fulfill({ status: 303, headers: { location: '/api/campaigns/stop-the-raids/count' } }),
  'nothing, with 204': (route) => route.fulfill({ status: 204 }),
  'nothing, with 200': (route) => route.fulfill({ status: 200 }),
  'JSON of another shape': (route) => route.fulfill({ json: { ok: true } }),
  'another status': (route) => route.fulfill({ json: { status: 'ok' } }),
  null: (route) => route.fulfill({ json: null }),
  'a list': (route) => route.fulfill({ json: ['accepted'] }),
  'a bare word': (route) => route.fulfill({ json: 'accepted' }),
  'a truncated answer': (route) =>
    route.fulfill({ contentType: 'application/json', body: '{"status":"accep' }),
  'accepted, with an error’s status': (route) => route.fulfill({ status: 502, json: { status: 'accepted' } }),
  'errors, with 200': (route) => route.fulfill({ json: { errors: [{ message: 'No.' }] } }),
  'no errors': (route) => route.fulfill({ status: 422, json: { errors: [] } }),
  'errors without words': (route) =>
    route.fulfill({ status: 422, json: { errors: [{ code: 'x' }, null, 3] } }),
  'a page of a proxy that refuses': (route) => route.fulfill({ status: 403, body: 'Blocked by policy.' }),
  'a broken gateway': (route) => route.fulfill({ status: 502, body: 'Bad gateway' }),
  'no answer at all': (route) => route.abort(),
};

describe('an answer that does not say accepted', () => {
  it.each(Object.entries(FOREIGN))('is never thanked for, and loses nothing: %s', async (_name, answer) => {
    const page = await open('/stop-the-raids/');
    await page.route('**/signatures', answer);
    await fill(page, supporter);
    await sign(page);
    await expect.poll(() => status(page)).toBe(t('form.failed'));
    await keepsWhatWasTyped(page);
    await page.unroute('**/signatures');
    await page.getByRole('button', { name: t('form.again') }).click();
    await thanked(page);
    expect(site.blobs.size(STORE)).toBe(1);
  });

  it('is not looked for at another address', async () => {
    const page = await open('/stop-the-raids/');
    await page.evaluate(() => {
      globalThis.fetch = (_address, options) => {
        document.documentElement.dataset['redirect'] = options?.redirect ?? 'follow';
        return Promise.reject(new TypeError('The answer is a redirect.'));
      };
    });
    await fill(page, supporter);
    await sign(page);
    await expect.poll(() => status(page)).toBe(t('form.failed'));
    expect(await page.locator('html').getAttribute('data-redirect')).toBe('error');
  });

  it('says kindly to wait where the host holds many requests of one network back', async () => {
    const page = await open('/es/stop-the-raids/');
    await page.route('**/signatures', (route) => route.fulfill({ status: 429, body: 'Too many requests' }));
    await fill(page, { 'Nombre completo': 'Inés Peña', 'Correo electrónico': 'ines@example.org' });
    await page.getByRole('button', { name: 'Firmar ahora' }).click();
    await expect.poll(() => status(page)).toBe(translator('es')('form.busy'));
    expect(await typed(page)).toMatchObject({ name: 'Inés Peña' });
  });

  it('is asked for in the language of the page, where the browser has another', async () => {
    const page = await open('/es/stop-the-raids/');
    const asked = page.waitForRequest('**/signatures');
    await page.getByRole('button', { name: 'Firmar ahora' }).click();
    expect(await (await asked).headerValue('accept-language')).toBe('es');
  });

  it.each(['before its head', 'within its body'])(
    'is not waited for without end: it hangs %s',
    async (where) => {
      const page = await open('/stop-the-raids/');
      await page.clock.install();
      await page.evaluate((hangsInBody) => {
        const { fetch: send } = globalThis;
        globalThis.fetch = async (address, options) => {
          const signal = options?.signal;
          const untilStopped = new Promise<never>((_resolve, reject) => {
            signal?.addEventListener('abort', () => {
              reject(new DOMException('Stopped', 'AbortError'));
            });
          });
          if (options?.method !== 'POST') return send(address, options);
          if (!hangsInBody) return untilStopped;
          return new Response(
            new ReadableStream({
              start: (body) => {
                body.enqueue(new TextEncoder().encode('{"status":'));
                void untilStopped.catch((error: unknown) => {
                  body.error(error);
                });
              },
            }),
          );
        };
      }, where === 'within its body');
      await fill(page, supporter);
      await sign(page);
      await expect.poll(() => status(page)).toBe(t('form.sending'));
      await page.clock.runFor('01:00');
      await expect.poll(() => status(page)).toBe(t('form.failed'));
      await keepsWhatWasTyped(page);
    },
  );

  it('shows errors as words only, whatever they hold', async () => {
    const page = await open('/stop-the-raids/');
    const message = '<img src=x onerror=alert(1)>';
    await page.route('**/signatures', (route) =>
      route.fulfill({
        status: 422,
        json: {
          errors: [
            { message, field: 'a"]#b' },
            { message, field: 7 },
          ],
        },
      }),
    );
    await sign(page);
    await page.locator('#error-summary').waitFor();
    expect((await words(page)).summary).toEqual([message, message]);
  });
});

function status(page: Page): Promise<string | null> {
  return page.locator('[data-slot=status]').textContent();
}

async function keepsWhatWasTyped(page: Page): Promise<void> {
  expect(new URL(page.url()).pathname).toBe('/stop-the-raids/');
  expect(await typed(page)).toMatchObject({
    name: 'Aroha Ngata',
    email: 'aroha@example.org',
    comment: supporter['Why are you signing? (optional)'],
  });
}
