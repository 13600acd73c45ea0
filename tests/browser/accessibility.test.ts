import { describe, expect, inject, it } from 'vitest';
import { fillPage } from '#html/fill-page.ts';
import { answerTo, PAGE_ANSWERS } from '../site/answers.ts';
import { readBuiltSite } from '../site/built-site.ts';
import { onePerKind } from '../site/page-kinds.ts';
import { showAnswer } from './answer-page.ts';
import { faultsInEveryLook, faultsOf, loadAxeWithPages } from './axe.ts';
import { RECORD, TOKEN } from './mailed.ts';
import { visitedSite } from './visits.ts';

const { gallery } = inject('sites');
const { site, open } = await visitedSite('gallery');
const { pages } = await readBuiltSite(gallery);

/** The time for dozens of pages. Each takes a third of a second, and ten times as long if the machine is busy. */
const TIMEOUT_MS = 600_000;

describe('a page of each kind', () => {
  const kinds = onePerKind(pages).map(({ path }) => path);
  const languages = pages.map(({ path }) => path).filter((path) => path.endsWith('/everything/'));

  it('has no fault that axe finds, in any look', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/privacy/');
    await loadAxeWithPages(page);
    const faults: string[] = [];
    for (const path of new Set([...kinds, ...languages])) {
      await page.goto(path, { waitUntil: 'domcontentloaded' });
      faults.push(...(await faultsInEveryLook(page)).map((fault) => `${path} ${fault}`));
    }
    expect(faults).toEqual([]);
  });

  it('has none without our scripts', { timeout: TIMEOUT_MS }, async () => {
    // Empty scripts replace a browser without scripts, because axe itself is a script.
    const page = await open('/privacy/');
    await loadAxeWithPages(page);
    await page.route('**/_astro/*.js', (route) => route.fulfill({ contentType: 'text/javascript' }));
    const faults: string[] = [];
    for (const path of languages) {
      await page.goto(path, { waitUntil: 'domcontentloaded' });
      faults.push(...(await faultsOf(page)).map((fault) => `${path} ${fault}`));
    }
    expect(faults).toEqual([]);
  });
});

describe('a page that a mail leads to', () => {
  it.each(['/everything/confirm/', '/es/everything/withdraw/'])(
    'has no fault that axe finds, in any look: %s',
    { timeout: TIMEOUT_MS },
    async (path) => {
      const page = await open(`${path}#${TOKEN}`);
      await page.locator('[data-token=here]').waitFor();
      expect(await faultsInEveryLook(page)).toEqual([]);
    },
  );

  it.each(['/es/everything/confirm/', '/everything/news/sent/'])(
    'has none while it waits for a code, and with a code that does not fit: %s',
    { timeout: TIMEOUT_MS },
    async (path) => {
      const page = await open(path);
      const fill = {
        titlePrefix: 'Error: ',
        form: 'confirm-code',
        shape: 'code',
        values: { record: RECORD },
      };
      const built = pages.find((page) => page.path === path)?.html ?? '';
      for (const errors of [[], [{ field: 'code', message: 'This code does not fit.' }]]) {
        const body = fillPage(built, { ...fill, errors });
        await showAnswer(page, new Response(null, { headers: { 'content-type': 'text/html' } }), body);
        expect(await page.locator('#code').isVisible(), path).toBe(true);
        expect(await faultsInEveryLook(page), path).toEqual([]);
      }
    },
  );
});

describe('a page that a function answers with', () => {
  it('has no fault that axe finds, in any look', { timeout: TIMEOUT_MS }, async () => {
    const page = await open('/privacy/');
    await loadAxeWithPages(page);
    const seen = new Set<string>();
    const faults: string[] = [];
    for (const answer of PAGE_ANSWERS) {
      const response = await answerTo(answer, site);
      const body = await response.text();
      // Two answers of one page that differ only in words have the same faults.
      const kind = body.replaceAll(/>[^<]*</gu, '><');
      if (seen.has(kind)) continue;
      seen.add(kind);
      await showAnswer(page, response, body);
      faults.push(
        ...(await faultsInEveryLook(page)).map((fault) => `${answer.status}, ${answer.what}: ${fault}`),
      );
    }
    expect(faults).toEqual([]);
  });
});
