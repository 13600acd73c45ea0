import { afterAll, describe, inject } from 'vitest';
import { answerTo, PAGE_ANSWERS } from '../site/answers.ts';
import { readBuiltSite } from '../site/built-site.ts';
import { serveSite } from '../site/served-site.ts';
import { itHasNoFaults, itHasNoFaultsInAny } from './accessibility.ts';
import { visitsTo } from './visits.ts';

const { gallery } = inject('sites');
const site = await serveSite(gallery);
const { pages } = await readBuiltSite(gallery);
const visits = visitsTo(site);

afterAll(() => site[Symbol.asyncDispose]());

describe('every page of the gallery', () => {
  // The lesser pages of other campaigns differ from those of this one in a title.
  const paths = pages
    .map(({ path }) => path)
    .filter((path) => !/(?<!everything)\/(?:poster|sheet|thanks)\/$/u.test(path));
  itHasNoFaultsInAny(visits, paths);
});

describe('every page that a function answers with', () => {
  const answers = new Map(PAGE_ANSWERS.map((answer) => [`${answer.status}, ${answer.what}:`, answer]));
  itHasNoFaults(visits, answers, async (page, answer) => {
    const response = await answerTo(answer, site);
    const headers = Object.fromEntries(response.headers);
    const body = await response.text();
    await page.route('**/api/answer', (route) => route.fulfill({ status: response.status, headers, body }), {
      times: 1,
    });
    await page.goto('/api/answer', { waitUntil: 'domcontentloaded' });
  });
});
