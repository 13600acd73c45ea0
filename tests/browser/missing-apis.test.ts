import { describe, expect, it } from 'vitest';
import { saved, signedBy, signIn, store, turnTo } from './desk-visit.ts';
import { APIS, expectWholeVisit, openWithout } from './missing-apis.ts';
import { visitedSite } from './visits.ts';

const { site, open } = await visitedSite('own');

/** What the desk must not use, or may do without. */
const NOT_NEEDED = [
  'AbortSignal.any',
  'AbortSignal.timeout',
  'Array.fromAsync',
  'Array.prototype.toSorted',
  'CSS',
  'CompressionStream',
  'Iterator',
  'Map.groupBy',
  'Navigator.prototype.hardwareConcurrency',
  'Object.groupBy',
  'PageTransitionEvent',
  'Promise.withResolvers',
  'String.prototype.isWellFormed',
  'Uint8Array.fromBase64',
  'structuredClone',
];

describe('a campaign page', () => {
  // The long tests take each of them away alone.
  it.each([['AbortSignal.timeout'], ['CSS.escape'], ['fetch'], APIS])(
    'is read and signed in a browser without %s',
    async (...missing) => {
      await expectWholeVisit(site, open, missing);
    },
  );
});

describe('the desk', () => {
  it('loads, shows, saves and forgets in a browser without what is younger or not needed', async () => {
    store(site, [await signedBy({ email: 'ada@example.org', country: 'US', nameShown: 'full' })]);
    const page = await openWithout(open, NOT_NEEDED, '/organizers/');
    await signIn(page);
    await page.getByText(/^All signatures: 1/u).waitFor();
    for (const view of ['Figures', 'Hand over', 'On paper', 'Erase', 'Log', 'List']) await turnTo(page, view);
    await page.locator('#list tbody button').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click();
    await turnTo(page, 'Download');
    for (const button of ['CSV', 'Download 1 signature as Excel', 'NDJSON']) {
      expect((await saved(page, button)).text.length, button).toBeGreaterThan(0);
    }
    await page.getByRole('button', { name: 'Sign out' }).click();
    expect(await page.locator('#sign-in').isVisible()).toBe(true);
  });
});
