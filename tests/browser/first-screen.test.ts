import { describe, expect, it } from 'vitest';
import { visitedSite } from './visits.ts';

const { open } = await visitedSite('own');

/** The first screen of a small phone that many have. */
const PHONE = { viewport: { width: 360, height: 740 } };

describe('the first screen of a phone', () => {
  it.each(['/stop-the-raids/', '/es/stop-the-raids/'])(
    'has whom it is to, title, summary and whole number above the button: %s',
    async (path) => {
      const page = await open(path, PHONE);
      const { top } = await boxOf(page.locator('.sign-bar'));
      for (const part of ['.to', 'h1', '.summary', '.byline', '.number strong', '[data-slot="after"]']) {
        const { bottom } = await boxOf(page.locator(`.appeal ${part}`).first());
        expect(bottom, part).toBeLessThanOrEqual(top);
      }
    },
  );

  it('gives one line to the name of the organization and the other languages', async () => {
    const page = await open('/stop-the-raids/', PHONE);
    const name = await boxOf(page.locator('header .home'));
    const language = await boxOf(page.locator('header a[lang="es"]'));
    expect(language.top).toBe(name.top);
    expect(await page.locator('header a[lang="en"]').isVisible()).toBe(false);
  });
});

describe('the head of a campaign', () => {
  it('ends in the line of the share card, with the flourish on it', async () => {
    const page = await open('/stop-the-raids/', { viewport: { width: 1366, height: 768 } });
    const line = await boxOf(page.locator('.foot'));
    const flourish = await boxOf(page.locator('.foot svg'));
    expect(line.bottom - flourish.bottom).toBeLessThan(12);
    expect(Math.round(flourish.right)).toBe(Math.round(line.right));
  });

  it.each([320, 360, 480, 1366])('has no ink of the flourish over words: %s', async (width) => {
    const page = await open('/stop-the-raids/', { viewport: { width, height: 740 } });
    const covered = await page.locator('.foot').evaluate((foot) => {
      const ink = foot.querySelector('svg')?.getBoundingClientRect();
      if (!ink?.width || !foot.querySelector('li'))
        throw new RangeError('There is no flourish, or no words.');
      return Array.from(foot.querySelectorAll('li'))
        .flatMap((item) => {
          const range = document.createRange();
          range.selectNodeContents(item);
          return Array.from(range.getClientRects());
        })
        .filter(
          ({ right, bottom, left, top }) =>
            right > ink.left && left < ink.right && bottom > ink.top && top < ink.bottom,
        ).length;
    });
    expect(covered).toBe(0);
  });

  it('has the flourish in the reader’s own colors', async () => {
    const page = await open('/stop-the-raids/', { forcedColors: 'active' });
    const { stroke, color } = await page.locator('.foot svg').evaluate((flourish) => ({
      stroke: getComputedStyle(flourish).stroke,
      color: getComputedStyle(document.body).color,
    }));
    expect(stroke).toBe(color);
  });
});

async function boxOf(part: {
  evaluate<Result>(look: (element: Element) => Result): Promise<Result>;
}): Promise<{ top: number; bottom: number; right: number }> {
  return part.evaluate((element) => {
    const { top, bottom, right } = element.getBoundingClientRect();
    return { top, bottom, right };
  });
}
