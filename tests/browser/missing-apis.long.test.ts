import { describe, expect, it } from 'vitest';
import { NEEDED_INTERFACES } from '#desk/needed-interfaces.ts';
import { translator } from '#i18n/translate.ts';
import { APIS, expectWholeVisit, openWithout } from './missing-apis.ts';
import { visitedSite } from './visits.ts';

const { site, open } = await visitedSite('own');
const t = translator('en');

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
