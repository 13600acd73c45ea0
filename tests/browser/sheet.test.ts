import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { translator } from '#i18n/translate.ts';
import { unseenOnTheWay } from './focus-walk.ts';
import { sign } from './form.ts';
import { visitedSite } from './visits.ts';

const { open } = await visitedSite('gallery');
const own = await visitedSite('own');
const t = translator('en');

/** Windows of laptops and phones, and one where the form stands in the page. */
const WINDOWS = [
  [1440, 900],
  [1366, 768],
  [1280, 720],
  [1024, 768],
  [1024, 500],
  [360, 740],
  [320, 480],
] as const;
const PHONE = { viewport: { width: 360, height: 740 } };

describe.each(WINDOWS)('in a window of %i × %i', (width, height) => {
  const viewport = { width, height };

  it.each(['Tab', 'Shift+Tab'] as const)(
    'what has the focus is seen whole, with its label: %s',
    async (key) => {
      const page = await open('/everything/', { viewport });
      expect(await unseenOnTheWay(page, key)).toEqual([]);
    },
  );

  it('a link from a mistake leads to its field and the label of it', async () => {
    const page = await open('/everything/', { viewport });
    await sign(page);
    for (const field of ['name', 'email']) {
      await page.locator(`#error-summary a[href="#${field}"]`).click();
      expect(await page.locator(':focus').getAttribute('id'), field).toBe(field);
      expect(await isOnTop(page, `label[for=${field}]`), field).toBe(true);
    }
  });
});

describe('the sheet beside the words', () => {
  it.each(['/stop-the-raids/', '/es/stop-the-raids/'])(
    'holds the whole form at 1440 × 900: %s',
    async (path) => {
      const page = await own.open(path, { viewport: { width: 1440, height: 900 } });
      const { length, rest } = await page.evaluate(() => {
        const [fields, form, button] = ['.fields', '#sign', '#sign .button'].map((it) =>
          document.querySelector(it),
        );
        const top = form?.getBoundingClientRect().top ?? NaN;
        return {
          length: (button?.getBoundingClientRect().bottom ?? NaN) - top,
          rest: (fields?.scrollHeight ?? NaN) - (fields?.clientHeight ?? NaN),
        };
      });
      expect(length).toBeLessThanOrEqual(640);
      expect(rest).toBe(0);
    },
  );

  it.each([
    [1440, 900],
    [1366, 768],
    [1280, 720],
    [1024, 768],
  ])(
    'shows name, email and button at once, and still after pages of reading: %i × %i',
    async (width, height) => {
      const page = await own.open('/stop-the-raids/', { viewport: { width, height } });
      for (const scrolled of [0, 1500]) {
        await page.evaluate((y) => {
          scrollTo(0, y);
        }, scrolled);
        for (const part of ['label[for=name]', '#name', 'label[for=email]', '#email', '#sign .button'])
          expect(await isOnTop(page, part), `${part}, ${String(scrolled)}`).toBe(true);
      }
    },
  );
});

describe('the errors', () => {
  it.each([
    [1366, 768],
    [1280, 720],
  ])('leave every field whole that Tab leads to: %i × %i', async (width, height) => {
    const page = await own.open('/es/stop-the-raids/', { viewport: { width, height } });
    await page.locator('#sign .button').click();
    await page.locator('#error-summary:focus').waitFor();
    expect(await unseenOnTheWay(page, 'Tab')).toEqual([]);
  });

  it('appear in the form where the person is, on a phone too', async () => {
    const page = await open('/everything/', PHONE);
    await sign(page);
    await page.locator('#sign #error-summary').waitFor();
    expect(await isOnTop(page, '#error-summary-title')).toBe(true);
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(1000);
  });

  it('begin the page that a server sends back, with their form', async () => {
    const page = await open('/everything/', { ...PHONE, javaScriptEnabled: false });
    await sign(page);
    await page.locator('#sign #error-summary').waitFor();
    expect(await isOnTop(page, '#error-summary-title')).toBe(true);
    const [sheet, appeal] = await Promise.all(
      ['.sheet', '.appeal'].map((part) => page.locator(part).boundingBox()),
    );
    expect(sheet?.y).toBeLessThan(appeal?.y ?? 0);
  });
});

describe('the choice of how a name is shown', () => {
  it('says what goes with initials once they are chosen', async () => {
    const page = await open('/everything/');
    const says = page.getByText(t('form.nameShown.place'));
    expect(await says.isVisible()).toBe(false);
    await page.getByLabel(t('form.nameShown.initials')).check();
    expect(await says.isVisible()).toBe(true);
  });
});

describe('the bar at the top', () => {
  it.each([PHONE, { viewport: { width: 1366, height: 768 } }])(
    'has its focus rings whole, around the words: $viewport',
    async (size) => {
      const page = await open('/everything/', size);
      const links = await page.locator('quick-exit a').all();
      expect(links).toHaveLength(2);
      for (const link of links) {
        await link.focus();
        const ring = await link.evaluate((element) => {
          const { outlineOffset, outlineWidth, paddingInlineStart, paddingInlineEnd } =
            getComputedStyle(element);
          const [offset, width, start, end] = [
            outlineOffset,
            outlineWidth,
            paddingInlineStart,
            paddingInlineEnd,
          ].map(Number.parseFloat) as [number, number, number, number];
          const { top, bottom } = element.getBoundingClientRect();
          const bar = element.closest('quick-exit')?.getBoundingClientRect();
          const out = offset + width;
          return {
            isWhole: bar !== undefined && width > 0 && top - out >= bar.top && bottom + out <= bar.bottom,
            isAround: Math.min(start, end) >= -offset,
          };
        });
        expect(ring, String(await link.textContent())).toEqual({ isWhole: true, isAround: true });
      }
    },
  );
});

/** True if a person sees the first line of it. */
function isOnTop(page: Page, selector: string): Promise<boolean> {
  return page.locator(selector).evaluate((element) => {
    const box = element.getClientRects()[0];
    if (!box) return false;
    return [box.top + 2, box.bottom - 2].every((y) => {
      const found = document.elementFromPoint(box.left + box.width / 2, y);
      return found !== null && element.contains(found);
    });
  });
}
