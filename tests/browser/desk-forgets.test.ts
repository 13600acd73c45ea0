import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { STORE } from '../site/served-site.ts';
import { aSignature, someIds } from '../store/a-signature.ts';
import { someNews } from '../store/some-news.ts';
import { signIn } from './desk-visit.ts';
import { visitedSite } from './visits.ts';

/** This site sends mail, so that the desk has all its views. */
const { site, open } = await visitedSite('gallery');
const CAMPAIGN = 'everything';
const MARK = /Mk\d/u;

function seed(): void {
  const signatures = someIds(60).map((id, index) =>
    aSignature({
      ...{ id, campaign: CAMPAIGN, name: `Mk1 Mk2-${index}`, email: `Mk3-${index}@mk4.example` },
      ...{ postalCode: 'Mk5', country: 'GT', comment: 'Mk6', updates: true, nameShown: 'full', via: 'mk7' },
    }),
  );
  site.blobs.seed(
    STORE,
    signatures.map((signature) => [`${CAMPAIGN}/${signature.id}`, JSON.stringify(signature)]),
  );
  const news = someNews({ campaign: CAMPAIGN, email: 'Mk8@example.org' });
  site.blobs.seed('news-local', [[`${CAMPAIGN}/${news.id}`, JSON.stringify(news)]]);
}

async function enter(words: string): Promise<Page> {
  const page = await open('/organizers/');
  await page.locator('#campaign').selectOption(CAMPAIGN);
  await signIn(page);
  await page.getByText(words).waitFor();
  return page;
}

/** The ids of all views that the desk has, whichever they are. */
function viewsOf(page: Page): Promise<string[]> {
  return page
    .locator('#views [aria-controls]')
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-controls') ?? ''));
}

/** Types into every field of a view, changes every choice, and presses what changes nothing at the site. */
async function useAllOf(page: Page, view: string): Promise<void> {
  await page.locator(`#views [aria-controls=${view}]`).click();
  for (const press of ['#load-news', '[data-format=csv]', '[data-news=csv]', '#show-asides']) {
    const button = page.locator(`#${view} ${press}`);
    if (await button.isVisible()) await button.click();
  }
  await page.locator(`#${view}`).evaluate((section) => {
    for (const field of section.querySelectorAll<HTMLInputElement>('input, select, textarea')) {
      if (field.type === 'radio' || field.type === 'checkbox') field.checked = true;
      else if (field instanceof HTMLSelectElement) field.selectedIndex = field.options.length - 1;
      else if (field.type === 'date') field.value = '2026-06-01';
      else if (field.type === 'datetime-local') field.value = '2026-06-01T00:00';
      else if (field.type === 'email') field.value = 'Mk@example.org';
      else if (field.type === 'text' || field.type === 'search' || field.type === 'textarea')
        field.value = 'Mk';
      for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
    }
  });
}

/** All that the page holds, piece by piece: its markup, its title, and what its fields contain. */
function piecesOf(page: Page): Promise<string[]> {
  return page.evaluate(() => [
    document.title,
    ...Array.from(document.body.querySelectorAll('*'), (element) =>
      [
        element.localName,
        ...element
          .getAttributeNames()
          .sort()
          .map((name) => `${name}=${element.getAttribute(name)}`),
        ...Array.from(element.childNodes, (node) => (node instanceof Text ? node.data.trim() : '')),
      ].join(' '),
    ),
    ...Array.from(document.querySelectorAll('input, textarea, select, progress'), (field) =>
      JSON.stringify([
        field.id,
        'value' in field ? field.value : '',
        field instanceof HTMLInputElement && [field.checked, field.files?.length],
      ]),
    ),
  ]);
}

describe('signing out', () => {
  it('leaves of a whole session what it leaves of an empty one, in every view', async () => {
    const empty = await enter('All signatures: 0.');
    const views = await viewsOf(empty);
    for (const view of views) await empty.locator(`#views [aria-controls=${view}]`).click();
    await empty.getByRole('button', { name: 'Sign out' }).click();
    seed();
    const page = await enter('All signatures: 60.');
    for (const view of views) await useAllOf(page, view);
    await page.getByText('On the list: 1.').waitFor({ state: 'attached' });
    expect((await piecesOf(page)).join('<')).toMatch(MARK);
    await page.getByRole('button', { name: 'Sign out' }).click();
    const [expected, left] = [await piecesOf(empty), await piecesOf(page)];
    expect(left.filter((piece) => !expected.includes(piece))).toEqual([]);
    expect(left.join('<')).not.toMatch(MARK);
  });
});

describe('the warning that a session ends', () => {
  it('stays until its button or a key is pressed, and then gives the focus back', async () => {
    seed();
    const page = await open('/organizers/');
    await page.clock.install();
    await page.locator('#campaign').selectOption(CAMPAIGN);
    await signIn(page);
    await page.getByText('All signatures: 60.').waitFor();
    await page.locator('#views [aria-controls=list]').click();
    await page.locator('#search').focus();
    await page.clock.runFor('29:00');
    const button = page.getByRole('button', { name: 'Keep working' });
    await button.waitFor();
    await page.mouse.move(10, 10);
    await page.mouse.wheel(0, 10);
    await button.hover();
    await page.mouse.down();
    expect(await button.isVisible()).toBe(true);
    await page.mouse.up();
    await button.waitFor({ state: 'detached' });
    expect(await page.locator(':focus').getAttribute('id')).toBe('search');
    expect(await page.locator('dialog[open]').count()).toBe(0);

    await page.clock.runFor('29:00');
    await button.focus();
    await page.keyboard.press('Space');
    await button.waitFor({ state: 'detached' });
    expect(await page.locator('#search').inputValue()).toBe('');
    await page.clock.runFor('27:00');
    expect(await page.locator('#workplace').isVisible()).toBe(true);
  });
});
