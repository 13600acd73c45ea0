import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { visitedSite } from './visits.ts';

const { open } = await visitedSite('gallery');

/** The build joins the sheets of a page in an order that nobody wrote down. */
describe('the styles of a page', () => {
  it.each([
    '/one-signature/',
    '/everything/poster/',
    '/everything/sheet/',
    '/everything/count/',
    '/privacy/',
    '/organizers/',
  ])('are the same in whatever order the build joins them: %s', async (path) => {
    const page = await open(path, { javaScriptEnabled: false });
    const built = await looks(page);
    expect(await reverseSheets(page)).toBeGreaterThan(1);
    expect(built.screen.length).toBeGreaterThan(20);
    expect(await looks(page)).toEqual(built);
  });
});

/** Puts the sheets of the page, one a line of its styles, into the opposite order. Tells how many they are. */
async function reverseSheets(page: Page): Promise<number> {
  const styles = await page.evaluate(() =>
    Array.from(document.querySelectorAll<HTMLElement>('style, link[rel=stylesheet]'), (element) => {
      element.setAttribute('media', 'not all');
      return { text: element.textContent, href: element.getAttribute('href') };
    }),
  );
  const texts = styles.map(async ({ text, href }) =>
    href === null ? text : (await page.request.get(new URL(href, page.url()).href)).text(),
  );
  return page.evaluate(
    (texts) => {
      for (const css of texts.flatMap((text) => text.trim().split('\n'))) {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        document.adoptedStyleSheets = [sheet, ...document.adoptedStyleSheets];
      }
      return document.adoptedStyleSheets.length;
    },
    await Promise.all(texts),
  );
}

/** The computed style of every element in words, on the screen and in print. */
async function looks(page: Page): Promise<Record<'screen' | 'print', string[]>> {
  await page.emulateMedia({ media: 'print', reducedMotion: 'reduce' });
  const print = await looksNow(page);
  await page.emulateMedia({ media: 'screen' });
  return { screen: await looksNow(page), print };
}

function looksNow(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    Array.from(document.querySelectorAll('body *'), (element) => {
      const style = getComputedStyle(element);
      const words = Array.from(style, (name) => `${name}: ${style.getPropertyValue(name)}`);
      return `${element.localName}.${element.getAttribute('class') ?? ''} ${words.join('; ')}`;
    }),
  );
}
