import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { dayIn, daysAfter } from '#domain/calendar-date.ts';
import { faultsInEveryLook, sidewaysFaults } from './axe.ts';
import { rowsOf, signedBy, signIn, store, turnTo } from './desk-visit.ts';
import { visitedSite } from './visits.ts';

const { site, open } = await visitedSite('own');

/** 120 signatures, on three pages. Those of yesterday have a comment, and some want news. */
const everyone = await Promise.all(
  Array.from({ length: 120 }, (_, index) => {
    const number = String(index).padStart(3, '0');
    const isYesterday = index % 10 === 3;
    const yesterday = daysAfter(dayIn('America/New_York', new Date()), -1);
    return signedBy({
      name: `Ana ${number}`,
      email: `p${number}@example.org`,
      postalCode: index % 2 === 0 ? `331${number.slice(1)}` : '',
      country: index % 3 === 0 ? 'GT' : 'US',
      locale: index % 2 === 0 ? 'es' : 'en',
      updates: index < 20,
      comment: isYesterday ? `Comment ${number}` : '',
      nameShown: 'full',
      signedAt: isYesterday ? `${yesterday}T17:00:00.000Z` : '2026-06-01T12:00:00.000Z',
    });
  }),
);

beforeEach(() => store(site, everyone));

async function openList(viewport = { width: 1366, height: 768 }): Promise<Page> {
  const page = await open('/organizers/', { viewport });
  await signIn(page);
  await page.getByText('All signatures: 120.').waitFor();
  await turnTo(page, 'List');
  return page;
}

function found(page: Page): Promise<string | null> {
  return page.locator('#found').textContent();
}

async function namesOf(page: Page): Promise<string[]> {
  const names = await page.locator('#list tbody th').allTextContents();
  return names.map((name) => name.replace('Ana ', ''));
}

describe('the list of signatures', () => {
  it('opens with its first row in the upper third of the screen, in every language', async () => {
    const page = await openList();
    for (const [language, view] of [
      ['English', 'List'],
      ['Español', 'Lista'],
    ] as const) {
      await page.getByRole('button', { name: language }).click();
      await turnTo(page, view);
      const row = await page.locator('#list tbody tr').first().boundingBox();
      expect(row?.y, language).toBeLessThanOrEqual(768 / 3);
      const search = await page.locator('#search').boundingBox();
      expect(search?.y, language).toBeGreaterThan(44);
      const frame = await page.locator('#signatures .scroll').boundingBox();
      const table = await page.locator('#signatures table').boundingBox();
      expect(table?.width, language).toBeLessThanOrEqual(frame?.width ?? 0);
    }
  });

  it('opens on a phone with no button of the views cut by the bar', async () => {
    const page = await openList({ width: 360, height: 740 });
    const bar = await page.locator('quick-exit').boundingBox();
    for (const button of await page.locator('#views button').all()) {
      const box = await button.boundingBox();
      const name = (await button.textContent()) ?? '';
      expect((box?.y ?? 0) + (box?.height ?? 0), name).toBeLessThanOrEqual(bar?.height ?? 0);
    }
    expect((await page.locator('label[for=search]').boundingBox())?.y).toBeGreaterThan(bar?.height ?? 0);
  });

  it('shows 50 rows that the page scrolls, and nothing in it', async () => {
    const page = await openList();
    expect(await rowsOf(page, '#list')).toHaveLength(50);
    const scrollers = await page.locator('#list, #list *').evaluateAll((parts) =>
      parts
        .filter((part) => part.scrollHeight > part.clientHeight + 1)
        .filter((part) => /auto|scroll/u.test(getComputedStyle(part).overflowY))
        .map(({ id, localName }) => `${localName}#${id}`),
    );
    expect(scrollers).toEqual([]);
    await page.locator('#list tbody tr').last().scrollIntoViewIfNeeded();
    const head = await page.locator('#list thead th').first().boundingBox();
    const bar = await page.locator('quick-exit').boundingBox();
    expect(Math.abs((head?.y ?? 0) - (bar?.height ?? 0))).toBeLessThanOrEqual(2);
  });

  it('is narrowed by comment, news, country, postal code and day, together with the search', async () => {
    const page = await openList();
    await page.getByLabel('Day', { exact: true }).selectOption('Yesterday');
    expect(await found(page)).toBe('Found: 12 of 120');
    await page.getByRole('checkbox', { name: 'With a comment' }).check();
    expect(await found(page)).toBe('Found: 12 of 120');
    await page.getByRole('checkbox', { name: 'Wants news' }).check();
    expect(await namesOf(page)).toEqual(expect.arrayContaining(['003', '013']));
    expect(await found(page)).toBe('Found: 2 of 120');
    await page.getByLabel('Country').selectOption('Guatemala (40)');
    expect(await namesOf(page)).toEqual(['003']);
    await page.locator('#search').fill('013');
    expect(await found(page)).toBe('Found: 0 of 120');
    await page.getByRole('button', { name: 'Show all' }).click();
    expect(await found(page)).toBe('Found: 120 of 120');
    expect(await page.locator(':focus').getAttribute('id')).toBe('search');
    await page.locator('#list').getByLabel('Postal code').fill('331 1');
    expect(await namesOf(page)).toHaveLength(10);
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByLabel('Day', { exact: true }).selectOption('One day…');
    await page.getByLabel('Which day').fill('2026-06-01');
    expect(await found(page)).toBe('Found: 108 of 120');
    await page.getByLabel('Day', { exact: true }).selectOption('Today');
    expect(await found(page)).toBe('Found: 0 of 120');
    expect(await page.getByLabel('Which day').isVisible()).toBe(false);
  });

  it('goes to a page by its number, and from its end to the top of the next page', async () => {
    const page = await openList();
    await page.locator('[data-sort=name]').click();
    const [above, below] = [page.locator('.found'), page.locator('#signatures')];
    const number = above.getByLabel('Page');
    await number.fill('3');
    await number.press('Enter');
    expect((await namesOf(page))[0]).toBe('100');
    expect(await below.getByLabel('Page').inputValue()).toBe('3');
    await number.fill('99');
    await number.press('Enter');
    expect(await number.inputValue()).toBe('3');
    await number.fill('');
    await number.press('Enter');
    expect(await number.inputValue()).toBe('3');
    await below.getByRole('button', { name: 'Previous' }).click();
    expect((await namesOf(page))[0]).toBe('050');
    const row = await page.locator('#list tbody tr').first().boundingBox();
    expect(row?.y).toBeGreaterThan(0);
    expect(row?.y).toBeLessThan(768 / 2);
    // The focus came along, so the next press of the key turns one page more.
    await page.keyboard.press('Enter');
    expect((await namesOf(page))[0]).toBe('000');
    expect(await page.locator(':focus').textContent()).toContain('Next');
  });

  it('names languages, and leaves out the columns that nobody filled', async () => {
    const page = await openList();
    await page.locator('#search').fill('Ana 000');
    const heads = await page.locator('#list thead th:visible').allTextContents();
    expect(heads.map((head) => head.trim())).toEqual([
      ...['Date', 'Name', 'Email', 'Postal code', 'Country', 'Language', 'News', 'Name shown', 'Comment'],
      'Erase',
    ]);
    expect((await rowsOf(page, '#list'))[0]?.slice(4)).toEqual([
      ...['Guatemala', 'Spanish', 'Yes', 'In full', ''],
      'Erase',
    ]);
  });

  it('is quiet about erasing in a row, red in the question, and keeps its place afterwards', async () => {
    const page = await openList();
    await page.locator('[data-sort=name]').click();
    const erase = page.getByRole('button', { name: 'Erase: Ana 001' });
    const paint = (selector: string) =>
      page.locator(selector).evaluate((part) => getComputedStyle(part).backgroundColor);
    expect(await paint('#list tbody tr:nth-child(2) button')).toBe('rgba(0, 0, 0, 0)');
    await erase.click();
    expect(await paint('#erase-dialog [value=yes]')).toBe('rgb(141, 13, 29)');
    await page.getByRole('dialog').getByRole('button', { name: 'Erase' }).click();
    await page.locator('#list').getByText('Erased. It is gone from this site.').waitFor();
    expect((await namesOf(page)).slice(0, 2)).toEqual(['000', '002']);
    expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Erase: Ana 002');
    const said = await page.locator('#list [data-erased]').boundingBox();
    expect((said?.y ?? 0) + (said?.height ?? 0)).toBeLessThanOrEqual(768);
    await page.locator('#search').fill('a');
    expect(await page.locator('#list [data-erased]').textContent()).toBe('');
  });

  it('keeps no filter, no country and no page after signing out', async () => {
    const page = await openList();
    await page.getByLabel('Day', { exact: true }).selectOption('One day…');
    await page.getByLabel('Which day').fill('2026-06-01');
    await page.getByLabel('Country').selectOption('Guatemala (40)');
    await page.locator('#list').getByLabel('Postal code').fill('33');
    await page.getByRole('button', { name: 'Sign out' }).click();
    const kept = await page
      .locator('#list')
      .evaluate((list) => [
        ...Array.from(list.querySelectorAll('input:not([type=checkbox])'), (field) =>
          field instanceof HTMLInputElement && field.type !== 'number' ? field.value : '',
        ),
        list.querySelector('#list-country')?.textContent,
        list.querySelector('#found')?.textContent,
        list.querySelector('tbody')?.textContent,
      ]);
    expect(kept.join('')).not.toMatch(/Guatemala|Ana|\d/u);
    await signIn(page);
    await page.getByText('All signatures: 120.').waitFor();
    await turnTo(page, 'List');
    expect(await found(page)).toBe('Found: 120 of 120');
  });
});

describe('the list on a narrow screen', () => {
  it.each([360, 320])('is a card for each signature, %i px wide', async (width) => {
    const page = await openList({ width, height: 740 });
    expect(await sidewaysFaults(page)).toEqual([]);
    const row = page.getByRole('row', { name: /Ana 003/u });
    const box = await row.boundingBox();
    expect(box?.width).toBeGreaterThan(width * 0.85);
    const cells = await row.locator('th, td:visible').evaluateAll((parts) =>
      parts.map((part) => {
        const { left, right } = part.getBoundingClientRect();
        return left >= 0 && right <= innerWidth;
      }),
    );
    expect(new Set(cells)).toEqual(new Set([true]));
    // It is still a table for those who hear it.
    expect(await row.getByRole('rowheader').textContent()).toBe('Ana 003');
    expect(await row.getByRole('cell', { name: 'Comment 003' }).count()).toBe(1);
    const first = await page.locator('#list tbody tr').first().boundingBox();
    expect(first?.y).toBeLessThan(740 / 2);
  });

  it('can be sorted and filtered by keyboard', async () => {
    const page = await openList({ width: 360, height: 740 });
    await page.locator('#filters summary').focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Order').selectOption('Name');
    expect((await namesOf(page))[0]).toBe('000');
    await page.getByRole('checkbox', { name: 'With a comment' }).focus();
    await page.keyboard.press('Space');
    expect(await namesOf(page)).toEqual(Array.from({ length: 12 }, (_, ten) => `${ten}3`.padStart(3, '0')));
    expect(await sidewaysFaults(page)).toEqual([]);
    // A head turns the order, for which the choice has no words of its own.
    await page.locator('[data-sort=name]').dispatchEvent('click');
    expect((await namesOf(page))[0]).toBe('113');
    expect(await page.getByLabel('Order').locator(':checked').textContent()).toContain('Name');
  });

  it('has no fault that axe finds in any look, with its filters open', async () => {
    const page = await openList({ width: 360, height: 740 });
    await page.locator('#filters summary').click();
    await page.getByRole('checkbox', { name: 'With a comment' }).check();
    await page.evaluate(() => scrollTo(0, 0));
    expect(await faultsInEveryLook(page)).toEqual([]);
  });
});
