import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { answerTo, PAGE_ANSWERS } from '../site/answers.ts';
import { type BuiltPage, readBuiltSite } from '../site/built-site.ts';
import { onePerKind } from '../site/page-kinds.ts';
import { showAnswer } from './answer-page.ts';
import { faultsFromTheTop, faultsOfContent, loadAxeWithPages, sidewaysFaults } from './axe.ts';
import { visitedSite } from './visits.ts';

const { gallery } = inject('sites');
const { site, open } = await visitedSite('gallery');
const { pages } = await readBuiltSite(gallery);

/** The time for hundreds of pages. Each takes half a second, and three times as long if the machine is busy. */
const TIMEOUT_MS = 1_200_000;

/** The desk needs scripts. A browser without scripts shows a message instead. */
const NEEDS_SCRIPTS = '/organizers/';

describe('every page', () => {
  // The short tests look at each kind of page in every look.
  it('has no fault that axe finds in what it says', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/privacy/');
    await loadAxeWithPages(page);
    expect(await faultsOfPages(page, pages, faultsOfContent)).toEqual([]);
  });
});

describe('a page of each kind', () => {
  it('has no fault that axe finds without our scripts', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/privacy/');
    await loadAxeWithPages(page);
    // This replaces a browser without scripts, because axe itself is a script.
    await page.route('**/_astro/*.js', (route) => route.fulfill({ contentType: 'text/javascript' }));
    const look = async () => [...(await faultsFromTheTop(page)), ...(await sidewaysFaults(page))];
    const kinds = onePerKind(pages).filter(({ path }) => path !== NEEDS_SCRIPTS);
    expect(await faultsOfPages(page, kinds, look)).toEqual([]);
  });
});

async function faultsOfPages(
  page: Page,
  pages: readonly BuiltPage[],
  look: (page: Page) => Promise<string[]>,
): Promise<string[]> {
  const faults: string[] = [];
  for (const { path } of pages) {
    await page.goto(path, { waitUntil: 'domcontentloaded' });
    faults.push(...(await look(page)).map((fault) => `${path} ${fault}`));
  }
  for (const answer of PAGE_ANSWERS) {
    const response = await answerTo(answer, site);
    await showAnswer(page, response, await response.text());
    faults.push(...(await look(page)).map((fault) => `${answer.status}, ${answer.what}: ${fault}`));
  }
  return faults;
}
