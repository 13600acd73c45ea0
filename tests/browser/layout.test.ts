import { describe, expect, it } from 'vitest';
import { translator } from '#i18n/translate.ts';
import { visitedSite } from './visits.ts';

const { open } = await visitedSite('gallery');
const t = translator('en');

describe('on the smallest of screens', () => {
  it('no page scrolls sideways from right to left', async () => {
    const page = await open('/', { viewport: { width: 320, height: 256 } });
    for (const path of [
      '/everything/',
      '/everything/thanks/',
      '/everything/count/',
      '/longest-words/count/',
      '/longest-words/confirm/',
      '/longest-words/news/sent/',
      '/longest-words/withdraw/',
      '/longest-words/withdrawn/',
      '/longest-words/',
      '/',
      '/safety/',
      '/privacy/',
      '/accessibility/',
    ]) {
      await page.goto(path);
      const width = await page.evaluate(() => {
        document.documentElement.dir = 'rtl';
        return document.documentElement.scrollWidth;
      });
      expect(width, path).toBe(320);
    }
  });

  it('the bars leave more than half of the height to the text', async () => {
    const page = await open('/everything/', { viewport: { width: 320, height: 256 } });
    await page.getByRole('heading', { name: 'What it costs' }).scrollIntoViewIfNeeded();
    const covered = await page.evaluate(() =>
      Array.from(document.querySelectorAll('quick-exit, .sign-bar'))
        .map((bar) => bar.getBoundingClientRect())
        .filter(({ top, bottom }) => bottom > 0 && top < innerHeight)
        .reduce((sum, { height }) => sum + height, 0),
    );
    expect(covered).toBeLessThan(128);
  });

  it.each(['Tab', 'Shift+Tab'])('what has the focus is never under a bar: %s', async (key) => {
    const page = await open('/everything/', {
      viewport: { width: 320, height: 480 },
      reducedMotion: 'reduce',
    });
    const hidden: string[] = [];
    for (let presses = 0; presses < 45; presses += 1) {
      await page.keyboard.press(key);
      const name = await page.evaluate(() => {
        const focused = document.activeElement;
        if (!focused || focused === document.body || focused.closest('quick-exit, .skip')) return null;
        const { left, width, top, bottom } = focused.getBoundingClientRect();
        const isClear = [top + 2, bottom - 2].every((y) => {
          const found = document.elementFromPoint(left + width / 2, y);
          return (
            found !== null &&
            !found.closest('quick-exit') &&
            (focused.closest('.sign-bar') ?? !found.closest('.sign-bar'))
          );
        });
        return isClear ? null : focused.textContent || focused.getAttribute('name');
      });
      if (name) hidden.push(name);
    }
    expect(hidden).toEqual([]);
  });
});

describe('on a phone', () => {
  it('a bar leads to the form and is gone once the form is there', async () => {
    const page = await open('/everything/', {
      viewport: { width: 360, height: 640 },
      reducedMotion: 'reduce',
    });
    const bar = page.locator('.sign-bar a');
    expect(await isInViewport(bar)).toBe(true);
    await bar.click();
    expect(await isInViewport(page.getByRole('textbox', { name: t('form.name') }))).toBe(true);
    expect(await isInViewport(bar)).toBe(false);
  });
});

describe('on a wide screen', () => {
  it('the form stands at the top beside the words', async () => {
    const page = await open('/goal-reached/', { viewport: { width: 1440, height: 900 } });
    const { form, words } = await page.evaluate(() => ({
      form: document.querySelector('.sheet')?.getBoundingClientRect().top ?? 0,
      words: document.querySelector('.appeal')?.getBoundingClientRect().top ?? 0,
    }));
    expect(Math.abs(form - words)).toBeLessThan(24);
  });

  it('the button of a form longer than the window stays in sight while the words are read', async () => {
    const page = await open('/everything/', {
      viewport: { width: 1440, height: 700 },
      reducedMotion: 'reduce',
    });
    await page.evaluate(() => {
      scrollTo(0, 1200);
    });
    expect(await isInViewport(page.locator('#sign .button'))).toBe(true);
  });
});

describe('on paper', () => {
  it('stand the words and the number, and nothing to click', async () => {
    const page = await open('/everything/');
    await page.emulateMedia({ media: 'print' });
    const seen = (text: string) => page.getByText(text).first().isVisible();
    expect(await page.locator('h1').isVisible()).toBe(true);
    expect(await seen('Without the night bus they walk')).toBe(true);
    expect(await page.getByText('signatures', { exact: true }).first().isVisible()).toBe(true);
    expect(await seen('Corrections change the number by')).toBe(true);
    for (const gone of ['quick-exit a', 'nav', 'form', 'footer', '.sign-bar', 'share-links']) {
      expect(await page.locator(gone).first().isVisible(), gone).toBe(false);
    }
  });
});

describe('“How we count” on paper', () => {
  it('has every correction, and the whole table of the curve', async () => {
    const page = await open('/everything/count/');
    await page.emulateMedia({ media: 'print' });
    for (const fact of ['Three signatures were taken out by mistake', '31 set aside on May 3, 2026'])
      expect(await page.getByText(fact).first().isVisible(), fact).toBe(true);
    const row = page.getByRole('row', { name: 'May 3, 2026' });
    expect((await row.boundingBox())?.height).toBeGreaterThan(10);
    expect(await page.locator('summary').isVisible()).toBe(false);
  });
});

describe('the curve of “How we count”', () => {
  it('has labels as large as other words on the smallest of screens', async () => {
    const page = await open('/everything/count/', { viewport: { width: 320, height: 640 } });
    const heights = await page
      .locator('svg text')
      .evaluateAll((labels) => labels.map((label) => label.getBoundingClientRect().height));
    expect(heights.length).toBeGreaterThan(4);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(14);
  });

  it('keeps its line in colours of the reader’s own', async () => {
    const page = await open('/everything/count/', { forcedColors: 'active' });
    const colours = await page.locator('svg .line').evaluate((line) => {
      const { color } = getComputedStyle(document.body);
      return { line: getComputedStyle(line).stroke, text: color };
    });
    expect(colours.line).toBe(colours.text);
  });
});

describe('with colours of the reader’s own', () => {
  it('a campaign that can be signed is told from one that is over by a full dot', async () => {
    const page = await open('/everything/', { forcedColors: 'active' });
    const isFull = () =>
      page.locator('.state:visible').evaluate((state) => {
        const { backgroundColor } = getComputedStyle(state, '::before');
        return !/^rgba\(.*, 0\)$/u.test(backgroundColor);
      });
    expect(await isFull()).toBe(true);
    await page.goto('/closed/');
    expect(await isFull()).toBe(false);
  });

  it('fields, buttons and the bar at the top keep their edges', async () => {
    const page = await open('/everything/', { forcedColors: 'active' });
    for (const selector of ['#name', '#email', '#sign .button', 'quick-exit']) {
      const edges = await page.locator(selector).evaluate((element) => {
        const { borderBlockEndStyle, borderBlockEndWidth } = getComputedStyle(element);
        return borderBlockEndStyle === 'solid' && Number.parseFloat(borderBlockEndWidth) > 0;
      });
      expect(edges, selector).toBe(true);
    }
  });
});

/** True if a person can see at least half of it without scrolling. */
function isInViewport(locator: {
  evaluate<Result>(look: (element: Element) => Result): Promise<Result>;
}): Promise<boolean> {
  return locator.evaluate((element) => {
    const { top, bottom, height } = element.getBoundingClientRect();
    return Math.min(bottom, innerHeight) - Math.max(top, 0) > height / 2;
  });
}
