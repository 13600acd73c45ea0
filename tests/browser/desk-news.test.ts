import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { News } from '#domain/news.ts';
import { padded } from '#sealing/sealed-text.ts';
import { someNews, someSealedNews } from '../store/some-news.ts';
import { faultsInEveryLook } from './axe.ts';
import { saved, signIn, turnTo } from './desk-visit.ts';
import { visitedSite } from './visits.ts';

/** This site sends mail. */
const { site, open } = await visitedSite('gallery');
const CAMPAIGN = 'closed';
const key = await generateX25519Identity();

const encrypter = new Encrypter();
encrypter.addRecipient(await identityToRecipient(key));
const reader = padded(JSON.stringify({ email: 'ína@example.org', locale: 'en' }));
const sealed = Buffer.from(await encrypter.encrypt(reader)).toString('base64');
const everyone: readonly News[] = [
  someNews({ campaign: CAMPAIGN, email: '=ana@example.org' }),
  { ...someSealedNews(sealed), campaign: CAMPAIGN },
];

beforeEach(() => {
  site.blobs.seed(
    'news-local',
    everyone.map((news) => [`${CAMPAIGN}/${news.id}`, JSON.stringify(news)] as const),
  );
});

async function enter(keys: readonly string[] = []): Promise<Page> {
  const page = await open('/organizers/');
  await page.locator('#campaign').selectOption(CAMPAIGN);
  await signIn(page, keys);
  await page.getByText('All signatures: 0.').waitFor();
  await turnTo(page, 'News');
  return page;
}

describe('the list for news at the desk', () => {
  it('is asked for only on a press, opened in the browser, and saved whole', async () => {
    const page = await enter([key]);
    expect(site.requests().filter(({ path }) => path.includes('/news'))).toEqual([]);
    expect(await page.locator('#news').innerText()).toContain('no proof of a mailbox');
    await page.getByRole('button', { name: 'Load the list' }).click();
    await page.getByText('On the list: 2.').waitFor();
    const { name, text } = await saved(page, 'CSV');
    expect(name).toMatch(/^closed-news-\d{4}-\d\d-\d\d\.csv$/u);
    const rows = parse(text, { bom: true });
    expect(rows[0]).toEqual(['id', 'campaign', 'confirmedAt', 'email', 'locale']);
    expect(rows.slice(1).map(([, , , email]) => email)).toEqual(["'=ana@example.org", 'ína@example.org']);
    expect((await saved(page, 'Download the list as Excel')).name).toMatch(/^closed-news-.*\.xlsx$/u);
    await page.getByText('Saved: closed-news-').waitFor();
  });

  it('gives sealed rows only as NDJSON, and says how to open them', async () => {
    const page = await enter();
    await page.getByRole('button', { name: 'Load the list' }).click();
    await page.getByText('Still sealed: 1.').waitFor();
    expect(await page.locator('#news').getByRole('button', { name: 'CSV' }).count()).toBe(0);
    const { text } = await saved(page, 'NDJSON');
    expect(text.split('\n').map((line) => line.includes('"sealed"'))).toEqual([false, true, false]);
  });

  it('is gone once the organizer signs out, and was in no address', async () => {
    const page = await enter([key]);
    await page.getByRole('button', { name: 'Load the list' }).click();
    await page.getByText('On the list: 2.').waitFor();
    expect(page.url()).toBe(`${site.origin}/organizers/`);
    const asked = site.requests().map(({ path }) => decodeURIComponent(path));
    expect(asked).toContainEqual(expect.stringContaining('/closed/news?'));
    expect(asked.join('\n')).not.toMatch(/example\.org|secret-key/iu);
    await page.getByRole('button', { name: 'Sign out and forget' }).click();
    await signIn(page);
    await page.getByText('All signatures: 0.').waitFor();
    await turnTo(page, 'News');
    expect(await page.locator('#news-status').textContent()).toBe('');
    expect(await page.locator('#news').getByRole('button').count()).toBe(1);
  });

  it('says so where the store fails, and shows nothing of half a list', async () => {
    const page = await enter();
    site.blobs.faults.decide((operation, key) =>
      operation === 'get' && key.endsWith('b') ? { status: 403 } : undefined,
    );
    await page.getByRole('button', { name: 'Load the list' }).click();
    await page.getByText('The list did not arrive whole. Load it again.').waitFor();
    expect(await page.locator('#news').getByRole('button').count()).toBe(1);
  });

  it('has no fault that axe finds, in any look', async () => {
    const page = await enter([key]);
    await page.getByRole('button', { name: 'Load the list' }).click();
    await page.getByText('On the list: 2.').waitFor();
    await page.evaluate(() => scrollTo(0, 0));
    expect(await faultsInEveryLook(page)).toEqual([]);
  });
});
