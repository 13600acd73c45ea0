import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { NAME_SHOWN } from '#domain/supporter.ts';
import { HOSTILE, MARK } from '../support/hostile-signatures.ts';
import { saved, signedBy, signIn, store, turnTo } from './desk-visit.ts';
import { visitedSite } from './visits.ts';

const { site, open } = await visitedSite('own');
const VIEWS = ['Figures', 'List', 'Download', 'Hand over', 'On paper', 'Set aside', 'Erase', 'Log'];

const everyone = await Promise.all(
  HOSTILE.map(({ name, email, postalCode, comment }, index) =>
    signedBy({
      ...{ name, email, postalCode, comment },
      nameShown: NAME_SHOWN[index % NAME_SHOWN.length] ?? 'full',
    }),
  ),
);

beforeEach(() => store(site, everyone));

/** Everything that the page holds: its markup, what its fields contain, its title and its address. */
function allTextsOf(page: Page): Promise<string> {
  return page.evaluate(() =>
    [
      document.documentElement.outerHTML,
      document.title,
      location.href,
      JSON.stringify(history.state),
      ...Array.from(document.querySelectorAll('input, textarea, select'), (field) =>
        'value' in field ? String(field.value) : '',
      ),
      ...Array.from(document.querySelectorAll('template'), ({ innerHTML }) => innerHTML),
    ].join('\n'),
  );
}

/** Tells which files made in the page can still be read from it. */
async function watchFiles(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const readable = new Set<string>();
    Object.assign(globalThis, { readable });
    const make = URL.createObjectURL.bind(URL);
    const release = URL.revokeObjectURL.bind(URL);
    URL.createObjectURL = (file) => {
      const address = make(file);
      readable.add(address);
      return address;
    };
    URL.revokeObjectURL = (address) => {
      readable.delete(address);
      release(address);
    };
  });
  return () => page.evaluate(() => [...((globalThis as { readable?: Set<string> }).readable ?? [])]);
}

/** Fills every view with what it can show, and takes two erasures back. */
async function useEveryView(page: Page): Promise<void> {
  await signIn(page);
  await page.getByText(`All signatures: ${HOSTILE.length}.`).waitFor();
  for (const view of VIEWS) await turnTo(page, view);
  await turnTo(page, 'Download');
  await saved(page, 'CSV for Action Network');
  await turnTo(page, 'Hand over');
  await page.locator('#packet-letter').fill('Dear Mk99');
  await page.locator('#packet-letter').blur();
  await turnTo(page, 'Set aside');
  await page.locator('#aside-choice [value=address]').check();
  await page.locator('#aside-choice [value=domain]').check();
  await page.locator('#groups tbody input').first().check();
  await page.locator('#aside-reason').fill('Mk97');
  await turnTo(page, 'Erase');
  await page.locator('#erase-address').fill('Mk98@example.org');
  await page.getByRole('button', { name: 'Erase this signature' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click();
  await turnTo(page, 'List');
  await page.locator('#search').fill('Mk0');
  await page.locator('#list tbody button').first().click();
  await page.keyboard.press('Escape');
}

describe('the desk with hostile signatures', () => {
  it('shows them as text in every view, and runs nothing', async () => {
    const page = await open('/organizers/');
    await signIn(page);
    await page.getByText(`All signatures: ${HOSTILE.length}.`).waitFor();
    const foreign =
      'script:not([src]):not([type="application/json"]), iframe, img, base, style, meta[http-equiv]';
    const before = await page.locator(foreign).count();
    for (const view of VIEWS) {
      await turnTo(page, view);
      expect(await page.locator(foreign).count(), view).toBe(before);
      const handlers = await page.evaluate(() =>
        Array.from(document.querySelectorAll('#desk *')).flatMap((element) =>
          element.getAttributeNames().filter((name) => name.startsWith('on')),
        ),
      );
      expect(handlers, view).toEqual([]);
    }
    await turnTo(page, 'List');
    for (const { mark, kind } of HOSTILE) {
      await page.locator('#search').fill(mark);
      expect(await page.locator('#list tbody tr').count(), kind).toBe(1);
    }
    expect(await page.evaluate(() => 'hacked' in globalThis)).toBe(false);
  });

  it.each([
    ['signing out', (page: Page) => page.getByRole('button', { name: 'Sign out' }).click()],
    [
      'leaving the page, which a browser may keep for Back',
      (page: Page) =>
        page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))),
    ],
    [
      'an answer that refuses the token',
      async (page: Page) => {
        await page.route('**/signatures?*', (route) => route.fulfill({ status: 401, body: '{}' }));
        await page.getByRole('button', { name: 'Load again' }).click();
        await page.getByText('The site does not know this token').waitFor();
      },
    ],
    [
      'signing out where a view fails',
      async (page: Page) => {
        await page.evaluate(() => Reflect.deleteProperty(Array.prototype, 'at'));
        const again = page.waitForEvent('load');
        await page.getByRole('button', { name: 'Sign out' }).click();
        await again;
      },
    ],
  ] as const)('keeps nothing of anybody after %s', async (_, leave) => {
    const page = await open('/organizers/');
    const files = await watchFiles(page);
    await useEveryView(page);
    expect(await allTextsOf(page)).toMatch(MARK);
    expect((await files()).length).toBeGreaterThan(0);
    await leave(page);
    expect(await files()).toEqual([]);
    expect(await page.locator('#sign-in').isVisible()).toBe(true);
    expect(await allTextsOf(page)).not.toMatch(MARK);
    for (const slot of [
      '#erase-question',
      '#selected',
      '#exported',
      '#packet',
      '#list tbody',
      '#charts',
      '#preview tbody',
    ]) {
      expect(await page.locator(slot).textContent(), slot).toBe('');
    }
  });

  it('keeps nothing of anybody whom the token may no longer read', async () => {
    const page = await open('/organizers/');
    await useEveryView(page);
    await page.route('**/signatures?*', (route) => route.fulfill({ status: 403, json: { errors: [] } }));
    await page.getByRole('button', { name: 'Load again' }).click();
    await page.getByText('Your token may not read the signatures of this campaign').waitFor();
    expect(await allTextsOf(page)).not.toMatch(MARK);
  });

  it.each([
    ['a page that refuses', 403],
    ['a page that knows nothing', 404],
    ['a page of a busy gateway', 503],
    ['a page to log in', 200],
  ])('believes nothing that is not the site’s: %s', async (_, status) => {
    const page = await open('/organizers/');
    await useEveryView(page);
    await page.route('**/api/**', (route) =>
      route.fulfill({ status, contentType: 'text/html', body: '<h1>Log in</h1>' }),
    );
    await page.locator('#list tbody button').first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Erase' }).click();
    await page.locator('#list').getByText('We could not reach the site').waitFor();
    expect(await page.locator('#list tbody tr').count()).toBeGreaterThan(0);
    await turnTo(page, 'Log');
    await page.locator('#log').getByText('We could not reach the site').waitFor();
    await page.getByRole('button', { name: 'Load again' }).click();
    await page.locator('#loading').getByText('We could not reach the site').waitFor();
    expect(await page.locator('#workplace').isVisible()).toBe(false);
  });

  it('keeps no question of an erasure after its answer, not even until the browser tells of the closing', async () => {
    const page = await open('/organizers/');
    await signIn(page);
    await page.getByText(`All signatures: ${HOSTILE.length}.`).waitFor();
    await turnTo(page, 'List');
    // One piece of script: what it sees is there before any later event.
    const questions = await page.evaluate(() => {
      const find = (selector: string) => document.querySelector<HTMLElement>(selector);
      const answers = [
        () => find('#erase-dialog .quiet')?.click(),
        // As Escape does.
        () => document.querySelector<HTMLDialogElement>('#erase-dialog')?.requestClose(),
        () => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })),
      ];
      return answers.map((answer) => {
        find('#list tbody button')?.click();
        const asked = find('#erase-question')?.textContent;
        answer();
        return [asked, find('#erase-question')?.textContent];
      });
    });
    const question: unknown = expect.stringMatching(MARK);
    expect(questions).toEqual([
      [question, ''],
      [question, ''],
      [question, ''],
    ]);
  });
});

describe('a desk that nobody uses', () => {
  it('warns in sight, stays with a key, and forgets everything after 30 minutes', async () => {
    const page = await open('/organizers/');
    await page.clock.install();
    await useEveryView(page);
    await page.clock.runFor('29:00');
    await page.getByText('Nobody has used the desk for 28 minutes.').waitFor();
    await page.keyboard.press('Shift');
    expect(await page.locator('#idle').textContent()).toBe('');
    await page.locator('#list tbody button').first().click();
    await page.clock.runFor('29:00');
    expect(await page.getByRole('dialog').isVisible()).toBe(false);
    await page.getByText('Nobody has used the desk for 28 minutes.').waitFor();
    await page.keyboard.press('Shift');
    expect(await page.locator('#idle').textContent()).toBe('');
    await page.clock.runFor('27:00');
    expect(await page.locator('#workplace').isVisible()).toBe(true);
    await page.clock.runFor('03:00');
    await page.getByText('nobody used the desk for 30 minutes').waitFor();
    expect(await page.locator('#workplace').isVisible()).toBe(false);
    expect(await allTextsOf(page)).not.toMatch(MARK);
  });
});

describe('the print of the figures', () => {
  it('has no figure: a day or a place with few signatures could identify somebody', async () => {
    const page = await open('/organizers/');
    await signIn(page);
    await page.getByText(`All signatures: ${HOSTILE.length}.`).waitFor();
    await turnTo(page, 'Figures');
    await page.emulateMedia({ media: 'print' });
    const paper = await page.locator('#workplace').innerText();
    expect(paper).toMatch(/^Figures\s+The figures are not printed/u);
    expect(paper).not.toMatch(/Mk|\d/u);
  });
});

describe('times at the desk', () => {
  it('are those of the site, wherever its organizer is', async () => {
    store(site, [await signedBy({ email: 'late@example.org' })]);
    const page = await open('/organizers/', { timezoneId: 'Pacific/Kiritimati' });
    await signIn(page);
    await page.getByText(/^All signatures: \d+/u).waitFor();
    await turnTo(page, 'List');
    await page.locator('#search').fill('late@example.org');
    // It was signed at noon UTC, and the site is in New York.
    expect(await page.locator('#list tbody td.signedAt').textContent()).toMatch(/Jun 1, 2026, 8:00\sAM/u);
    await turnTo(page, 'Log');
    const time = page.locator('#log tbody time').first();
    const { dateTime, shown } = await time.evaluate((element: HTMLTimeElement) => ({
      dateTime: element.dateTime,
      shown: element.textContent,
    }));
    const there = new Intl.DateTimeFormat('en', {
      ...({ dateStyle: 'medium', timeStyle: 'medium', timeZone: 'America/New_York' } as const),
    });
    expect(shown.replaceAll(/\s/gu, ' ')).toBe(there.format(new Date(dateTime)).replaceAll(/\s/gu, ' '));
  });
});
