import { describe, expect, inject, it } from 'vitest';
import { translator } from '#i18n/translate.ts';
import { readBuiltSite } from '../site/built-site.ts';
import { fill, thanked } from './form.ts';
import { settled } from './settled.ts';
import { NO_TRACES, traces } from './traces.ts';
import { visitedSite } from './visits.ts';

const { own } = inject('sites');
const { open } = await visitedSite('own');
const { pages } = await readBuiltSite(own);
const t = translator('en');

describe('a whole visit', () => {
  it('leaves nothing on the device and asks no other site', async () => {
    // The visit itself fails the test for a request to another site or a complaint of the page.
    const page = await open('/');
    await page.getByRole('link', { name: t('home.go.active') }).click();
    await page
      .getByRole('link', { name: t('nav.privacy') })
      .first()
      .click();
    await page
      .getByRole('link', { name: t('nav.safety') })
      .first()
      .click();
    await page.goto('/stop-the-raids/');
    await fill(page, { [t('form.name')]: 'Aroha Ngata', [t('form.email')]: 'aroha@example.org' });
    await page.getByRole('button', { name: t('form.submit') }).click();
    await thanked(page);
    expect(await traces(page)).toEqual(NO_TRACES);
    expect(page.url()).not.toContain('thanks');
  });

  it('sends no address of ours along to another one', async () => {
    const page = await open('/stop-the-raids/');
    const referrers: (string | undefined)[] = [];
    page.on('request', (request) => referrers.push(request.headers()['referer']));
    await page
      .getByRole('link', { name: t('nav.privacy') })
      .first()
      .click();
    await page.waitForURL('**/privacy/');
    await page.getByRole('link', { name: t('exit.label') }).click();
    await page.waitForURL('https://www.weather.gov/');
    expect(referrers.filter((referrer) => referrer !== undefined)).toEqual([]);
  });
});

describe('the policy of every page', () => {
  it.each(pages)('is never broken by the page itself: $path', async ({ path }) => {
    // A broken policy is an error in the console, and for that the visit itself fails the test.
    await settled(await open(path));
  });
});
