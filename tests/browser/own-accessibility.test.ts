import type { Page } from 'playwright-core';
import { afterAll, describe, inject } from 'vitest';
import { readBuiltSite } from '../site/built-site.ts';
import { serveSite } from '../site/served-site.ts';
import { itHasNoFaults } from './accessibility.ts';
import { visitsTo } from './visits.ts';

const { own } = inject('sites');
const site = await serveSite(own);
const { pages } = await readBuiltSite(own);
const visits = visitsTo(site);

afterAll(() => site[Symbol.asyncDispose]());

describe('every page of the site', () => {
  const paths = new Map(pages.map(({ path }) => [path, path]));
  const load = async (page: Page, path: string) => {
    await page.goto(path, { waitUntil: 'domcontentloaded' });
  };
  itHasNoFaults(visits, paths, load, ['/organizers/']);
});
