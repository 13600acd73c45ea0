import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { answerTo, PAGE_ANSWERS } from '../site/answers.ts';
import { readBuiltSite } from '../site/built-site.ts';
import { showAnswer } from './answer-page.ts';
import { faultsFromTheTop, faultsInEveryLook, sidewaysFaults } from './axe.ts';
import { visitedSite } from './visits.ts';

const { gallery } = inject('sites');
const { site, open } = await visitedSite('gallery');
const { pages } = await readBuiltSite(gallery);

/** The time for hundreds of pages. Each takes half a second if the machine is not busy. */
const TIMEOUT_MS = 600_000;

/** The desk needs scripts. A browser without scripts shows a message instead. */
const NEEDS_SCRIPTS = '/organizers/';

describe('every page', () => {
  it('has no fault that axe finds, in any look', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/privacy/');
    expect(await faultsOfPages(page, faultsInEveryLook)).toEqual([]);
  });

  it('has none without our scripts', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/privacy/');
    // This replaces a browser without scripts, because axe itself is a script.
    await page.route('**/_astro/*.js', (route) => route.fulfill({ contentType: 'text/javascript' }));
    const look = async () => [...(await faultsFromTheTop(page)), ...(await sidewaysFaults(page))];
    expect(await faultsOfPages(page, look, [NEEDS_SCRIPTS])).toEqual([]);
  });
});

async function faultsOfPages(
  page: Page,
  look: (page: Page) => Promise<string[]>,
  leftOut: readonly string[] = [],
): Promise<string[]> {
  const faults: string[] = [];
  for (const { path } of pages) {
    if (leftOut.includes(path)) continue;
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
