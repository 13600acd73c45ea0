import { generateX25519Identity } from 'age-encryption';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { dayIn, daysAfter } from '#domain/calendar-date.ts';
import { TOKEN } from '../site/served-site.ts';
import { faultsInEveryLook } from './axe.ts';
import { rowsOf, saved, signedBy, signIn, store, turnTo } from './desk-visit.ts';
import { visitedSite } from './visits.ts';

const { site, open } = await visitedSite('own');
const today = dayIn('America/New_York', new Date());
const noonBefore = (days: number) => `${daysAfter(today, -days)}T16:00:00.000Z`;

const week = await Promise.all(
  [
    { name: 'Ana', comment: 'Mine', signedAt: noonBefore(0) },
    { name: 'Ben', comment: 'His', signedAt: noonBefore(1) },
    { name: 'Cy', comment: 'Theirs', signedAt: noonBefore(1) },
    { name: 'Dee', comment: '', updates: true, signedAt: noonBefore(1) },
    { name: 'Eva', comment: '', signedAt: noonBefore(6) },
    { name: 'Flo', comment: 'Old', signedAt: noonBefore(7) },
  ].map(async ({ signedAt, ...supporter }) => ({
    ...(await signedBy({ ...supporter, email: `${supporter.name}@example.org` })),
    signedAt,
  })),
);

describe('signing in', () => {
  it('hides the token until its button is pressed, and again once it is sent', async () => {
    store(site, week);
    const page = await open('/organizers/');
    const token = page.getByLabel('Token', { exact: true });
    const isHidden = () =>
      token.evaluate((field) => getComputedStyle(field).getPropertyValue('-webkit-text-security'));
    expect(await isHidden()).toBe('disc');
    await page.getByRole('button', { name: 'Show the token' }).click();
    expect(await isHidden()).toBe('none');
    await signIn(page);
    await page.getByText('All signatures: 6.').waitFor();
    expect(await page.locator(':focus').getAttribute('id')).toBe('loading-title');
    await page.getByRole('button', { name: 'Sign out' }).click();
    expect(await page.locator(':focus').getAttribute('id')).toBe('token');
    expect(await isHidden()).toBe('disc');
    expect(await page.getByRole('button', { name: 'Show the token' }).textContent()).toBe('Show');
  });
});

describe('the figures of the last days', () => {
  it('say how many wrote a comment yesterday, and the file of these is two choices away', async () => {
    store(site, week);
    const page = await open('/organizers/');
    await signIn(page);
    await page.getByText('All signatures: 6.').waitFor();
    expect((await rowsOf(page, '#totals')).map((row) => row.join(' '))).toEqual([
      'Signatures 1 3 5 6',
      'With a comment 1 2 3 4',
      'Want news 0 1 1 1',
    ]);
    const days = page.getByRole('region', { name: 'Day by day' }).locator('tbody tr');
    expect(await days.count()).toBe(8);
    expect(await days.evaluateAll((rows) => rows.map((row) => row.lastElementChild?.textContent))).toEqual([
      '6',
      '5',
      '2',
      '2',
      '2',
      '2',
      '2',
      '1',
    ]);
    await turnTo(page, 'Download');
    await page.getByRole('button', { name: 'Download 6 signatures as Excel' }).waitFor();
    await page.getByLabel('Only with a comment').check();
    await page.getByLabel('Signed', { exact: true }).selectOption('Yesterday');
    expect(await page.locator('#export .button').allTextContents()).toEqual([
      'Download 2 signatures as Excel',
    ]);
    const { name, text } = await saved(page, 'CSV');
    expect(name).toMatch(new RegExp(`-comments-of-${daysAfter(today, -1)}\\.csv$`, 'u'));
    expect(parse<{ name: string }>(text, { bom: true, columns: true }).map((row) => row.name)).toEqual([
      'Ben',
      'Cy',
    ]);
    expect((await saved(page, 'Download 2 signatures as Excel')).name).toMatch(/\.xlsx$/u);
    await page.getByLabel('Only of those who want news').check();
    await page.getByLabel('Signed', { exact: true }).selectOption('Today');
    await page.getByText('No signature fits this choice').waitFor();
    expect(await page.locator('#export [data-format]:visible').count()).toBe(0);
  });
});

describe('the figures on the smallest phone', () => {
  it('break no word and no number', async () => {
    store(site, week);
    const page = await open('/organizers/', { viewport: { width: 320, height: 640 } });
    await signIn(page);
    await page.getByText('All signatures: 6.').waitFor();
    const broken = await page.locator('#totals .recent').evaluate((table) => {
      const texts = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      while (texts.nextNode()) {
        const text = texts.currentNode as Text;
        for (const { index, 0: word } of text.data.matchAll(/[^\s\u2013]+/gu)) {
          const range = document.createRange();
          range.setStart(text, index);
          range.setEnd(text, index + word.length);
          if (range.getClientRects().length > 1) found.push(word);
        }
      }
      return found;
    });
    expect(broken).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });
});

describe('a desk with little to show', () => {
  it('says what to do before the first signature, and after it', async () => {
    const page = await open('/organizers/');
    await signIn(page);
    await page.getByRole('heading', { name: 'Nobody has signed yet' }).waitFor();
    const link = page.getByRole('link', { name: 'the petition’s page' });
    expect(await link.getAttribute('href')).toBe('/stop-the-raids/');
    expect(await page.locator('#totals').textContent()).toBe('');
    store(site, week.slice(0, 1));
    await page.getByRole('button', { name: 'Load again' }).click();
    await page.getByText('One signature so far.').waitFor();
    expect(await page.getByRole('img', { name: 'Day by day' }).count()).toBe(0);
  });

  it('explains what is sealed where no key is at hand, and what can be done without one', async () => {
    const key = await generateX25519Identity();
    store(site, [await signedBy({ email: 'gus@example.org' }, key), ...week]);
    const page = await open('/organizers/', { viewport: { width: 320, height: 640 } });
    await signIn(page);
    await page.getByText('Only the key file opens it').waitFor();
    await page.getByText('Until then you can see how many signed').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    expect(await faultsInEveryLook(page)).toEqual([]);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signIn(page, [key], TOKEN);
    await page.getByText('All signatures: 7.').waitFor();
    expect(await page.locator('#sealed-help').isVisible()).toBe(false);
  });
});
