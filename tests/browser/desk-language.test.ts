import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { visitedSite } from './visits.ts';

const { open } = await visitedSite('own');

/** What stands around the main part of a page: words, names, and where links lead, without the other languages. */
function frameOf(page: Page): Promise<string[]> {
  return page
    .locator('body > :not(main, script, .printed)')
    .locator('a:not([hreflang]), p, span, nav:not(:has([hreflang]))')
    .evaluateAll((parts) =>
      parts.map((part) =>
        [
          part.ariaLabel,
          part.matches('nav') ? '' : part.textContent.trim(),
          part instanceof HTMLAnchorElement ? part.getAttribute('href') : '',
        ].join('|'),
      ),
    );
}

describe('the language chosen at the desk', () => {
  it('reaches bar, masthead, footer and title, and the words of a quick exit', async () => {
    const desk = await open('/organizers/');
    await desk.getByRole('button', { name: 'Español' }).click();
    const page = await open('/es/privacy/');
    const frame = await frameOf(page);
    expect(frame.join('\n')).toContain('/es/safety/');
    expect(await frameOf(desk)).toEqual(frame);
    const exitOf = (some: Page) =>
      some
        .locator('quick-exit')
        .evaluate(({ dataset: { leaving, one, two } }: HTMLElement) => [leaving, one, two]);
    expect(await exitOf(desk)).toEqual(await exitOf(page));
    expect(await desk.title()).toMatch(/^Panel de la organización – /u);
    expect(await desk.locator('html').getAttribute('lang')).toBe('es');
  });

  it('comes back whole', async () => {
    const desk = await open('/organizers/');
    const [frame, title] = [await frameOf(desk), await desk.title()];
    await desk.getByRole('button', { name: 'Español' }).click();
    await desk.getByRole('button', { name: 'English' }).click();
    expect(await frameOf(desk)).toEqual(frame);
    expect(await desk.title()).toBe(title);
    expect(await desk.locator('html').getAttribute('lang')).toBe('en');
  });
});
