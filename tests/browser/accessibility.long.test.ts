import type { BrowserContextOptions } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { answerTo, PAGE_ANSWERS } from '../site/answers.ts';
import { readBuiltSite } from '../site/built-site.ts';
import { showAnswer } from './answer-page.ts';
import { COLOURS, faultsOf, sidewaysFaults } from './axe.ts';
import { visitedSite } from './visits.ts';

const { gallery } = inject('sites');
const { site, open } = await visitedSite('gallery');
const { pages } = await readBuiltSite(gallery);

/** The time for hundreds of pages. Each takes a third of a second if the machine is not busy. */
const TIMEOUT_MS = 600_000;

/** The test loads every page again for each look. Where only colours differ, only their rules can differ. */
const LOOKS: readonly {
  readonly look: string;
  readonly options: BrowserContextOptions;
  readonly hasScripts: boolean;
  readonly rules?: readonly string[];
}[] = [
  { look: 'light', options: {}, hasScripts: true },
  { look: 'dark', options: { colorScheme: 'dark' }, hasScripts: true, rules: COLOURS },
  { look: 'with forced colours', options: { forcedColors: 'active' }, hasScripts: true, rules: COLOURS },
  { look: '320 pixels wide', options: { viewport: { width: 320, height: 640 } }, hasScripts: true },
  // This look replaces a browser without scripts, because axe itself is a script.
  { look: 'without our scripts', options: {}, hasScripts: false },
];

/** The desk needs scripts. A browser without scripts shows a message instead. */
const NEEDS_SCRIPTS = '/organizers/';

describe.each(LOOKS)('every page, $look', ({ options, hasScripts, rules }) => {
  it('has no fault that axe finds', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/privacy/', options);
    if (!hasScripts) {
      await page.route('**/_astro/*.js', (route) => route.fulfill({ contentType: 'text/javascript' }));
    }
    const faults: string[] = [];
    for (const { path } of pages) {
      if (!hasScripts && path === NEEDS_SCRIPTS) continue;
      await page.goto(path, { waitUntil: 'domcontentloaded' });
      const found = [...(await faultsOf(page, rules)), ...(await sidewaysFaults(page))];
      faults.push(...found.map((fault) => `${path} ${fault}`));
    }
    for (const answer of PAGE_ANSWERS) {
      const response = await answerTo(answer, site);
      await showAnswer(page, response, await response.text());
      faults.push(
        ...(await faultsOf(page, rules)).map((fault) => `${answer.status}, ${answer.what}: ${fault}`),
      );
    }
    expect(faults).toEqual([]);
  });
});
