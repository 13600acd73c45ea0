import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { connect } from './visits.ts';

/**
 * Launches a Chromium of 2021, version 92, which the package `chrome-aws-lambda` brings for Linux. Other
 * machines get the browser of all other tests. Of playwright-core 1.65.1 only locators do not work in it:
 * they call `checkVisibility`, which came with Chromium 105.
 */
export async function launchOldBrowser(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return connect();
  const packed = fileURLToPath(import.meta.resolve('chrome-aws-lambda/bin/chromium.br'));
  // It goes when the built sites go.
  const executablePath = join(await mkdtemp(join(inject('sites').own, '..', 'old-')), 'chromium');
  const executable = createWriteStream(executablePath, { mode: 0o755 });
  await pipeline(createReadStream(packed), createBrotliDecompress(), executable);
  // Without a graphics card its process for one sometimes hangs, and the first page never opens.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}

/** The text of an element, and the empty string where there is none. */
export function textAt(page: Page, selector: string): Promise<string> {
  return page.evaluate((selector) => document.querySelector(selector)?.textContent ?? '', selector);
}

/**
 * Clicks on the middle of an element with the mouse. It waits until the page has arrived. Text that comes late
 * moves the element, and so does the focus that a page sets at its end.
 */
export async function clickOn(page: Page, selector: string): Promise<void> {
  await page.waitForLoadState('load');
  const { x, y } = await page.evaluate((selector) => {
    const element = document.querySelector(selector);
    element?.scrollIntoView({ block: 'center' });
    const { left, top, width, height } = element?.getBoundingClientRect() ?? new DOMRect();
    return { x: left + width / 2, y: top + height / 2 };
  }, selector);
  await page.mouse.click(x, y);
}

/** Clicks on a field until it has the focus, and types into it. */
export async function typeInto(page: Page, selector: string, text: string): Promise<void> {
  const hasFocus = () =>
    page.evaluate((selector) => document.activeElement === document.querySelector(selector), selector);
  await expect
    .poll(async () => {
      await clickOn(page, selector);
      return hasFocus();
    })
    .toBe(true);
  await page.keyboard.type(text);
}
