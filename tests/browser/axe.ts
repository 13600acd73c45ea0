import axeCore from 'axe-core';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

/** Two rules ask a person to look. The third takes the number of signatures for a heading. */
const NOT_FOR_US = ['hidden-content', 'focus-order-semantics', 'p-as-heading'];

/** All other rules, with experimental rules and advice. `color-contrast-enhanced` requires 7:1. */
const RULES = axeCore
  .getRules()
  .map(({ ruleId }) => ruleId)
  .filter((ruleId) => !NOT_FOR_US.includes(ruleId));

/** The rules about colours. */
const COLOURS: readonly string[] = ['color-contrast', 'color-contrast-enhanced', 'link-in-text-block'];

/** The rules about what a page says and how it is built. */
const WITHOUT_COLOURS = RULES.filter((rule) => !COLOURS.includes(rule));

/** The rules whose answer depends on the width of the window. */
const NARROW: readonly string[] = ['target-size', 'scrollable-region-focusable'];

/** 320 pixels are the width of a window of 1280 pixels at 400 % zoom (WCAG 1.4.10). */
const NARROW_WINDOW = { width: 320, height: 640 };

const AXE = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'));

/** Loads axe with every page that comes. Where many pages are looked at, this takes half of what loading later takes. */
export function loadAxeWithPages(page: Page): Promise<unknown> {
  return page.addInitScript({ path: AXE });
}

/**
 * Finds the faults of the page in its present state, by all rules or by some. Each fault names its element.
 */
export async function faultsOf(page: Page, rules: readonly string[] = RULES): Promise<string[]> {
  // The debugger runs this code, and the page's policy does not apply to the debugger.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeCore.source);
  return page.evaluate(async (values) => {
    const { axe } = globalThis as unknown as { axe: typeof axeCore };
    const { violations } = await axe.run(document, {
      runOnly: { type: 'rule', values },
      resultTypes: ['violations'],
    });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  }, Array.from(rules));
}

/**
 * Finds the faults of the page as it is before anybody scrolled. A page that answers begins at its answer, and what
 * then lies half below a bar is no small target.
 */
export async function faultsFromTheTop(page: Page, rules = RULES): Promise<string[]> {
  await page.evaluate(() => {
    scrollTo(0, 0);
  });
  return faultsOf(page, rules);
}

/**
 * Finds the faults of the page in every look, without loading it again. In light colours all rules apply. In
 * dark and in forced colours only the rules about colours apply. On a narrow screen the rules about sizes
 * apply, and the page must not scroll sideways.
 */
export async function faultsInEveryLook(page: Page): Promise<string[]> {
  const faults = await faultsFromTheTop(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  faults.push(...named('dark', await faultsOf(page, COLOURS)));
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  faults.push(...named('forced colours', await faultsOf(page, COLOURS)));
  await page.emulateMedia({ forcedColors: 'none' });
  return [...faults, ...(await faultsOnNarrowScreen(page))];
}

/**
 * Finds the faults of what a page says: by all rules but those about colours, and on a narrow screen. Colours belong
 * to a kind of page.
 */
export async function faultsOfContent(page: Page): Promise<string[]> {
  return [...(await faultsFromTheTop(page, WITHOUT_COLOURS)), ...(await faultsOnNarrowScreen(page))];
}

async function faultsOnNarrowScreen(page: Page): Promise<string[]> {
  const window = page.viewportSize() ?? NARROW_WINDOW;
  await page.setViewportSize(NARROW_WINDOW);
  // What lies half below a bar is a small target for axe, and none for a person who scrolls.
  await letBarsScroll(page, true);
  const faults = [...(await faultsOf(page, NARROW)), ...(await sidewaysFaults(page))];
  await letBarsScroll(page, false);
  await page.setViewportSize(window);
  return named('narrow', faults);
}

async function letBarsScroll(page: Page, doScroll: boolean): Promise<void> {
  await page.evaluate(
    (position) => {
      for (const bar of document.querySelectorAll<HTMLElement>('quick-exit, .sign-bar')) {
        bar.style.position = position;
      }
    },
    doScroll ? 'static' : '',
  );
}

/** Reports a page that is wider than its window. */
export async function sidewaysFaults(page: Page): Promise<string[]> {
  const [width, room] = await page.evaluate(
    () => [document.documentElement.scrollWidth, innerWidth] as const,
  );
  return width > room ? [`the page is ${width} pixels wide in a window of ${room}`] : [];
}

function named(look: string, faults: readonly string[]): string[] {
  return faults.map((fault) => `${look}: ${fault}`);
}
