import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { translator } from '#i18n/translate.ts';
import { STORE } from '../site/served-site.ts';
import { clickOn, launchOldBrowser, textAt, typeInto } from './old-browser.ts';
import { visitedSite, visitsTo } from './visits.ts';

const { site, open } = await visitedSite('own');
const old = visitsTo(site, launchOldBrowser);
const t = translator('en');

/** What a supporter sees of a campaign page, from top to bottom. */
const LANDMARKS = [
  'quick-exit',
  'quick-exit a',
  '.home',
  '.to',
  'h1',
  '.byline',
  'signature-count .number',
  '.prose',
  '.prose > ol',
  '.sheet',
  'form h2',
  '#name',
  '#email',
  '#comment',
  '.choice',
  'form .button',
  '#share-title',
  'share-links a',
  'footer .wrap',
];

const PAGES = ['/stop-the-raids/', '/es/stop-the-raids/'];

describe('a browser of 2021', () => {
  it.each(PAGES.flatMap((path) => [360, 1280].map((width) => [path, width] as const)))(
    'shows the page as a present one does: %s at %i px',
    async (path, width) => {
      const options = { viewport: { width, height: 800 }, javaScriptEnabled: false };
      const [before, now] = await Promise.all(
        [old.open, open].map(async (visit) => looksOf(await visit(path, options))),
      );
      expect(before).toEqual(now);
    },
  );

  it.each(PAGES)('puts nothing over the heading, and the fields one below the other: %s', async (path) => {
    const page = await old.open(path, { viewport: { width: 360, height: 740 } });
    const overlaps = await page.evaluate(
      (selectors) => {
        const boxes = selectors.map((selector) => document.querySelector(selector)?.getBoundingClientRect());
        return selectors.filter((_, index) => {
          const [above, box] = [boxes[index - 1], boxes[index]];
          return index > 0 && !(above && box && box.height > 0 && box.top >= above.bottom);
        });
      },
      ['quick-exit', '.home', 'h1', '#name', '#email', 'form .button'],
    );
    expect(overlaps).toEqual([]);
  });

  it.each([true, false])('signs, with JavaScript: %s', async (javaScriptEnabled) => {
    const page = await old.open('/stop-the-raids/', { javaScriptEnabled, reducedMotion: 'reduce' });
    await clickOn(page, 'form .button');
    await expect.poll(() => textAt(page, '#error-summary li')).toBe(t('error.name.required'));
    await typeInto(page, '#name', 'Aroha Ngata');
    await typeInto(page, '#email', 'aroha@example.org');
    await clickOn(page, 'form .button');
    await expect.poll(() => textAt(page, '#thanks h1')).toBe(t('thanks.title'));
    expect(new URL(page.url()).pathname).toBe(`/stop-the-raids/${javaScriptEnabled ? '' : 'thanks/'}`);
    expect(site.blobs.size(STORE)).toBe(1);
  });

  it('shows the live number', async () => {
    site.blobs.seed(STORE, [[`stop-the-raids/${'a'.repeat(64)}`, '{}']]);
    const page = await old.open('/es/stop-the-raids/');
    await expect.poll(() => textAt(page, '[data-slot=number]')).toBe('1');
  });

  it('leaves by quick exit, and by three presses of Shift', async () => {
    const page = await old.open('/stop-the-raids/');
    await clickOn(page, '[data-exit]');
    await page.waitForURL('https://www.weather.gov/');
    await page.goto(`${site.origin}/stop-the-raids/`);
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('Shift');
    await page.waitForURL('https://www.weather.gov/');
  });
});

describe('the desk', () => {
  it('says what it needs until its script has made it', async () => {
    const page = await open('/privacy/');
    await page.route('**/_astro/*.js', (route) => route.fulfill({ contentType: 'text/javascript' }));
    await page.goto('/organizers/');
    expect(await page.getByText(t('desk.needs')).isVisible()).toBe(true);
    await page.unroute('**/_astro/*.js');
    await page.goto('/organizers/');
    await page.locator('#sign-in-form').waitFor();
    expect(await page.getByText(t('desk.needs')).count()).toBe(0);
  });
});

/** Where each landmark stands across the page, its colours and its type. Heights depend on how lines break. */
function looksOf(page: Page): Promise<Record<string, unknown>> {
  return page.evaluate(
    (selectors) =>
      Object.fromEntries(
        selectors.map((selector) => {
          const element = document.querySelector(selector);
          if (!element) return [selector, null];
          const { left, width } = element.getBoundingClientRect();
          const style = getComputedStyle(element);
          const { color, backgroundColor, fontFamily, fontSize, display, position, borderTopWidth } = style;
          const look = { color, backgroundColor, fontFamily, fontSize, display, position, borderTopWidth };
          return [selector, { left: Math.round(left), width: Math.round(width), ...look }];
        }),
      ),
    LANDMARKS,
  );
}
