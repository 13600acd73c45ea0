import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type StartedProject, startProject } from '../support/started-project.ts';
import { aText, CAMPAIGN, type ContentFolder, makeContentFolder } from '../unit/content-folder.ts';
import { faultsOf } from './axe.ts';

const EN = `${CAMPAIGN}/en.md`;
const BROKEN = aText().replace('title: A clean river', 'title: Clean river: give it back');

let folder: ContentFolder;
let project: StartedProject;
let browser: Browser;

beforeAll(async () => {
  folder = await makeContentFolder();
  project = await startProject(folder.root);
  browser = await chromium.connect(inject('browser'));
}, 60_000);

afterAll(async () => {
  await browser.close();
  await project.stop();
  await folder.remove();
});

function heading(page: Page, name: string) {
  return page.getByRole('heading', { level: 1, name });
}

describe('the page of a mistake', { timeout: 120_000 }, () => {
  it('comes by itself when a good page breaks, shows the line, and goes by itself when mended', async () => {
    const asked: string[] = [];
    const page = await browser.newPage({ baseURL: project.origin, viewport: { width: 320, height: 640 } });
    page.setDefaultTimeout(60_000);
    page.on('request', (request) => asked.push(new URL(request.url()).origin));
    await page.goto('/clean-river/');
    await heading(page, 'A clean river').waitFor();
    // Only a page with Vite's connection hears of an edit.
    await page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => name.includes('@vite/client')),
    );
    await folder.write(EN, BROKEN);
    await heading(page, 'A mistake to mend').waitFor();
    expect(await page.locator('.place').innerText()).toMatch(
      /^content\/campaigns\/clean-river\/en\.md:3:\d+$/u,
    );
    expect(await page.locator('pre code').innerText()).toBe('title: Clean river: give it back');
    expect(await page.locator('pre mark').innerText()).toHaveLength(1);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await faultsOf(page), colorScheme).toEqual([]);
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await page.locator('vite-error-overlay').count()).toBe(0);
    await folder.write(EN, aText());
    await heading(page, 'A clean river').waitFor();
    expect(new Set(asked)).toEqual(new Set([project.origin]));
  });
});
