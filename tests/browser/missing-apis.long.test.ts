import { afterAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { NEEDED_INTERFACES } from '#desk/needed-interfaces.ts';
import { translator } from '#i18n/translate.ts';
import { serveSite } from '../site/served-site.ts';
import { APIS, expectWholeVisit, openWithout } from './missing-apis.ts';
import { visitsTo } from './visits.ts';

const site = await serveSite(inject('sites').own);
const { open } = visitsTo(site);
const t = translator('en');

beforeEach(() => {
  site.blobs.clear();
});
afterAll(() => site[Symbol.asyncDispose]());

describe('a campaign page', () => {
  it.each(APIS)('is read and signed in a browser without %s', async (api) => {
    await expectWholeVisit(site, open, [api]);
  });
});

describe('the desk', () => {
  it.each(NEEDED_INTERFACES)('says what it needs in a browser without %s', async (api) => {
    const page = await openWithout(open, [api], '/organizers/');
    expect(await page.getByText(t('desk.needs')).isVisible()).toBe(true);
    expect(await page.locator('#desk').isVisible()).toBe(false);
  });
});
