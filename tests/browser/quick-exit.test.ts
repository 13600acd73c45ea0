import type { Page, Route } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { translator } from '#i18n/translate.ts';
import { fill, sign } from './form.ts';
import { visitedSite } from './visits.ts';

const { open } = await visitedSite('own');
const t = translator('en');
const EXIT = 'https://www.weather.gov/';

describe('quick exit without JavaScript', () => {
  it('is a plain link in the same tab, second in the tab order', async () => {
    const page = await open('/stop-the-raids/', { javaScriptEnabled: false });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').textContent()).toContain(t('exit.label'));
    await page.keyboard.press('Enter');
    await page.waitForURL(EXIT);
    expect(page.context().pages()).toHaveLength(1);
  });

  it('promises no key that would not work', async () => {
    const page = await open('/stop-the-raids/', { javaScriptEnabled: false });
    expect(await page.getByText(t('exit.hint')).isVisible()).toBe(false);
  });

  it.each(['/stop-the-raids/', '/es/safety/', '/404.html'])(
    'stays in sight while the page scrolls: %s',
    async (path) => {
      const page = await open(path, { javaScriptEnabled: false, viewport: { width: 360, height: 320 } });
      await page.mouse.wheel(0, 100_000);
      await page.locator('footer').getByRole('link').last().scrollIntoViewIfNeeded();
      const box = await page.locator('[data-exit]').boundingBox();
      expect(box).toMatchObject({ y: 0 });
      expect(box?.height).toBeGreaterThanOrEqual(44);
    },
  );
});

describe('quick exit with JavaScript', () => {
  it('blanks the page within the click, and its title', async () => {
    const page = await open('/stop-the-raids/');
    await holdExit(page);
    const seen = await page.evaluate(() => {
      document.querySelector<HTMLElement>('[data-exit]')?.click();
      return { visibility: getComputedStyle(document.body).visibility, title: document.title };
    });
    expect(seen).toEqual({ visibility: 'hidden', title: 'www.weather.gov' });
  });

  it('gives the page’s place in the history up, jumps within it included', async () => {
    const page = await open('/', { viewport: { width: 360, height: 640 } });
    await page.getByRole('link', { name: t('home.go.active') }).click();
    await page.waitForURL('**/stop-the-raids/');
    await page
      .getByRole('link', { name: t('form.submit') })
      .first()
      .click();
    await page.getByRole('link', { name: t('exit.label') }).click();
    await page.waitForURL(EXIT);
    await page.goBack();
    expect(new URL(page.url()).pathname).toBe('/');
  });

  it.each([
    ['left', ['ShiftLeft', 'ShiftLeft', 'ShiftLeft']],
    ['right', ['ShiftRight', 'ShiftRight', 'ShiftRight']],
    ['mixed', ['ShiftLeft', 'ShiftRight', 'ShiftLeft']],
  ])('is taken by Shift three times: %s', async (_name, keys) => {
    const page = await open('/stop-the-raids/');
    for (const key of keys) await page.keyboard.press(key);
    await page.waitForURL(EXIT);
  });

  it('is taken by Shift three times while a field has the focus', async () => {
    const page = await open('/stop-the-raids/');
    await page.getByRole('textbox', { name: t('form.name') }).focus();
    await pressShift(page, 3);
    await page.waitForURL(EXIT);
  });

  it('is not taken by a name in capitals, nor by a key that is held down', async () => {
    const page = await open('/stop-the-raids/');
    await page.getByRole('textbox', { name: t('form.name') }).focus();
    for (const key of ['Shift+A', 'Shift+B', 'Shift+C', 'Shift+D']) await page.keyboard.press(key);
    // A key that a person holds down sends “down” many times without an “up” between.
    for (let repeats = 0; repeats < 4; repeats += 1) await page.keyboard.down('Shift');
    await page.keyboard.up('Shift');
    expect(await page.locator('h1').isVisible()).toBe(true);
    expect(await page.locator('html').getAttribute('data-left')).toBeNull();
  });

  it('announces each press, and that the page is being left', async () => {
    const page = await open('/stop-the-raids/');
    await holdExit(page);
    const heard: string[] = [];
    await page.exposeFunction('hear', (words: string) => heard.push(words));
    await page.locator('quick-exit [role=status]').evaluate((status) => {
      new MutationObserver(() => {
        const { visibility } = getComputedStyle(status);
        (globalThis as unknown as { hear: (words: string) => void }).hear(
          `${visibility}: ${status.textContent}`,
        );
      }).observe(status, { childList: true });
    });
    await pressShift(page, 3);
    const words = [t('exit.two'), t('exit.one'), t('exit.leaving')];
    await expect.poll(() => heard).toEqual(words.map((heardOnce) => `visible: ${heardOnce}`));
  });

  it('takes the announcement back when another key follows', async () => {
    const page = await open('/stop-the-raids/');
    await page.keyboard.press('Shift');
    await page.keyboard.press('a');
    expect(await page.locator('quick-exit [role=status]').textContent()).toBe('');
  });

  it('shows the page again where a browser brings it back as it was left', async () => {
    const page = await open('/stop-the-raids/');
    const title = await page.title();
    await holdExit(page);
    const seen = await page.evaluate(() => {
      document.querySelector<HTMLElement>('[data-exit]')?.click();
      dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
      return { visibility: getComputedStyle(document.body).visibility, title: document.title };
    });
    expect(seen).toEqual({ visibility: 'visible', title });
  });
});

describe('quick exit while a signature is under way', () => {
  it.each(['**/api/campaigns/*/signatures', '**/stop-the-raids/thanks/'])(
    'is not undone by the answer of %s',
    async (held) => {
      const page = await open('/stop-the-raids/');
      const sent = Promise.withResolvers<Route>();
      await page.route(held, async (route) => {
        if (route.request().isNavigationRequest()) await route.continue();
        else sent.resolve(route);
      });
      // While another page loads nothing can be asked of this one, so it tells by itself.
      const emptied = Promise.withResolvers<undefined>();
      await page.exposeFunction('tell', emptied.resolve);
      await page.locator('#sign').evaluate((form) => {
        form.addEventListener('reset', () => {
          (globalThis as unknown as { tell: () => void }).tell();
        });
      });
      const left = Promise.withResolvers<Route>();
      await page.context().route(`${EXIT}**`, left.resolve);
      await fill(page, { 'Full name': 'Aroha Ngata', 'Email address': 'aroha@example.org' });
      await sign(page);
      const answer = await sent.promise;
      await page.evaluate(() => document.querySelector<HTMLElement>('[data-exit]')?.click());
      const exit = await left.promise;
      await (held.includes('thanks')
        ? answer.fulfill({ contentType: 'text/html', body: 'Sorry.' })
        : answer.continue());
      await emptied.promise;
      await exit.fulfill({ contentType: 'text/html', body: '<title>Weather</title>Mild.' });
      await page.waitForURL(EXIT);
      expect(await page.title()).toBe('Weather');
    },
  );
});

/** The other site never answers. So the test can look at what the page shows meanwhile. */
async function holdExit(page: Page): Promise<void> {
  await page.context().route(`${EXIT}**`, () => undefined);
}

async function pressShift(page: Page, times: number): Promise<void> {
  for (let presses = 0; presses < times; presses += 1) await page.keyboard.press('Shift');
}
