import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { countPath, signaturesPath } from '#domain/api-paths.ts';
import { STORE, TOKEN } from '../site/served-site.ts';
import { aSignature, someIds } from '../store/a-signature.ts';
import { faultsInEveryLook } from './axe.ts';
import { rowsOf, signIn, turnTo } from './desk-visit.ts';
import { settled } from './settled.ts';
import { visitedSite } from './visits.ts';

const { site, open } = await visitedSite('gallery');
const CAMPAIGN = 'everything';
const FLOOD = ['zoe1', 'zoe2', 'zoe3', 'zoe4', 'zoe5'].map((local) => `${local}@flood.example`);
const OTHERS = ['ana', 'bo', 'cy', 'dee', 'eva', 'flo', 'gus'].map((local) => `${local}@example.org`);

afterEach(() => void vi.unstubAllEnvs());

/** Signs as twelve supporters would, by the form’s address. */
async function signTwelve(): Promise<void> {
  for (const email of [...OTHERS, ...FLOOD]) {
    const answer = await fetch(site.origin + signaturesPath(CAMPAIGN), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: `Name of ${email.split('@')[0]}`, email, via: 'hospital-union' }),
    });
    expect(answer.status, email).toBe(200);
  }
}

async function enter(token = TOKEN): Promise<Page> {
  const page = await open('/organizers/');
  await page.locator('#campaign').selectOption(CAMPAIGN);
  await signIn(page, [], token);
  return page;
}

async function online(): Promise<{ online: number; setAside: number }> {
  const { online, setAside } = (await (await fetch(site.origin + countPath(CAMPAIGN))).json()) as Record<
    string,
    number
  >;
  return { online: online ?? -1, setAside: setAside ?? -1 };
}

async function downloaded(query = ''): Promise<string[]> {
  const path = `${site.origin}${signaturesPath(CAMPAIGN)}?format=ndjson${query}`;
  const text = await (await fetch(path, { headers: { authorization: `Bearer ${TOKEN}` } })).text();
  const lines = text.split('\n').filter(Boolean);
  return lines.map((line) => (JSON.parse(line) as { email: string }).email).sort();
}

/** Chooses the flood by its domain. */
async function chooseFlood(page: Page): Promise<void> {
  await turnTo(page, 'Set aside');
  await page.getByLabel('By the domain of the email address').check();
  await page.getByRole('checkbox', { name: 'flood.example' }).check();
}

async function setAside(page: Page, reason = 'One flood, at night'): Promise<void> {
  await page.getByLabel('Reason').fill(reason);
  await page.locator('#aside-form').getByRole('button', { name: 'Set aside' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Set aside' }).click();
}

/** Twelve signed, and the five of the flood are set aside. */
async function enterWithFloodAside(): Promise<Page> {
  await signTwelve();
  const page = await enter();
  await page.getByText('All signatures: 12.').waitFor();
  await chooseFlood(page);
  await setAside(page);
  await page.getByText('Set aside: 5. The number').waitFor();
  return page;
}

describe('setting aside at the desk', () => {
  it('leads from a look at the flood to a smaller number, and back', async () => {
    await signTwelve();
    const page = await enter();
    await page.getByText('All signatures: 12.').waitFor();
    await chooseFlood(page);
    await page.getByText('Chosen: 5. The number without them: 7. The number now: 12.').waitFor();
    expect((await rowsOf(page, '#preview')).map(([, , , email]) => email).sort()).toEqual(FLOOD);
    await page.getByRole('checkbox', { name: 'Set aside: Name of zoe3' }).uncheck();
    await page.getByText('Chosen: 4. The number without them: 8').waitFor();
    await page.getByRole('checkbox', { name: 'Set aside: Name of zoe3' }).check();

    await page.locator('#aside-form').getByRole('button', { name: 'Set aside' }).click();
    await page.getByText('Say in one line why').waitFor();
    expect(await page.locator(':focus').getAttribute('id')).toBe('aside-reason');
    await page.getByLabel('Reason').fill('One flood, at night');
    await page.getByLabel('Erase them for good in 30 days').check();
    await page.locator('#aside-form').getByRole('button', { name: 'Set aside' }).click();
    expect(await page.getByRole('dialog').innerText()).toMatch(/aside: 5.*In 30 days they are erased/su);
    await page.getByRole('dialog').getByRole('button', { name: 'Leave them' }).click();
    expect(await online()).toEqual({ online: 12, setAside: 0 });
    await setAside(page);
    await page.getByText('Set aside: 5. The number').waitFor();
    expect(await online()).toEqual({ online: 7, setAside: 5 });
    expect(await downloaded()).toEqual(OTHERS);
    expect(await downloaded('&aside=only')).toEqual(FLOOD);

    await page.getByText('Batches: 1.').waitFor();
    const [batch = []] = await rowsOf(page, '#asides');
    expect(batch.slice(1, 4)).toEqual(['ana', '5', 'One flood, at night']);
    expect(batch[4]).toMatch(/\d{4}$/u);
    await page.getByRole('button', { name: 'Show the signatures that are set aside' }).click();
    await page.getByText('Signatures that are set aside: 5.').waitFor();
    expect((await rowsOf(page, '#aside-rows')).map(([, , email]) => email).sort()).toEqual(FLOOD);
    await turnTo(page, 'Figures');
    expect(await page.locator('#totals').innerText()).toMatch(/Signatures\s+7/u);

    const reader = await open(`/${CAMPAIGN}/`);
    await settled(reader);
    expect(await reader.locator('signature-count').innerText()).toContain('345');

    await turnTo(page, 'Set aside');
    await page.getByRole('button', { name: /^Put back: 5/u }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Put back' }).click();
    await page.getByText('Put back. They count again.').first().waitFor();
    await page.getByText('All signatures: 12.').waitFor();
    expect(await online()).toEqual({ online: 12, setAside: 0 });
    await page.getByText('Nothing is set aside.').waitFor();
    await turnTo(page, 'Log');
    await page.getByRole('cell', { name: 'Put back' }).waitFor();
    expect((await rowsOf(page, '#log')).map(([, , , what, , count]) => [what, count])).toEqual(
      expect.arrayContaining([
        ['Set aside', '5'],
        ['Put back', '5'],
      ]),
    );
  });
});

describe('the fields for a time', () => {
  it('stand beside each other in their column', async () => {
    const page = await open('/organizers/', { viewport: { width: 1366, height: 768 } });
    await page.locator('#campaign').selectOption(CAMPAIGN);
    await signIn(page);
    await turnTo(page, 'Set aside');
    const [from, to, column] = await Promise.all(
      ['#signed-from', '#signed-to', '#aside-choice'].map((part) => page.locator(part).boundingBox()),
    );
    expect((from?.x ?? 0) + (from?.width ?? 0)).toBeLessThan(to?.x ?? 0);
    expect((to?.x ?? 0) + (to?.width ?? 0)).toBeLessThanOrEqual((column?.x ?? 0) + (column?.width ?? 0) + 1);
  });
});

describe('what can go wrong at the desk', () => {
  it('shows a token that may only read the list, and nothing to set aside with', async () => {
    const page = await enterWithFloodAside();
    await page.getByRole('button', { name: 'Sign out' }).click();
    vi.stubEnv('ORGANIZER_TOKENS', `ana:${TOKEN}:read:${CAMPAIGN}`);
    await page.locator('#campaign').selectOption(CAMPAIGN);
    await signIn(page);
    await page.getByText('All signatures: 7.').waitFor();
    await turnTo(page, 'Set aside');
    await page.getByText('Your token may read, and not set aside').waitFor();
    await page.getByText('Batches: 1.').waitFor();
    expect(await page.locator('#aside-tool').isVisible()).toBe(false);
    expect(await page.locator('#asides').getByRole('button').count()).toBe(0);
  });

  it('says what is not done where the store fails, keeps what was left out, and goes on', async () => {
    await signTwelve();
    const page = await enter();
    await page.getByText('All signatures: 12.').waitFor();
    await chooseFlood(page);
    await page.getByRole('checkbox', { name: 'Set aside: Name of zoe3' }).uncheck();
    site.blobs.faults.always('put', { status: 403 });
    await setAside(page);
    await page.getByText('Surely set aside: 0 of 4.').waitFor();
    expect(await page.locator('#aside-said').textContent()).toMatch(/^We cannot say whether/u);
    expect(await rowsOf(page, '#preview')).toHaveLength(5);
    expect(await page.getByLabel('Reason').inputValue()).toBe('One flood, at night');
    site.blobs.faults.clear();
    await setAside(page);
    await page.getByText('Set aside: 4. The number').waitFor();
    expect(await online()).toEqual({ online: 8, setAside: 4 });
    expect(await downloaded('&aside=only')).not.toContain('zoe3@flood.example');
  });

  it('keeps nothing of anybody once the organizer signs out, in the middle of it too', async () => {
    await signTwelve();
    const page = await enter();
    await page.getByText('All signatures: 12.').waitFor();
    await chooseFlood(page);
    await setAside(page);
    await page.getByText('Batches: 1.').waitFor();
    await page.getByRole('button', { name: 'Show the signatures that are set aside' }).click();
    await page
      .locator('#aside-rows')
      .getByText(FLOOD[0] ?? '')
      .waitFor();
    await page.getByLabel('By name').check();
    await page.getByLabel('The name contains').fill('name of');
    await page
      .locator('#preview')
      .getByText(OTHERS[0] ?? '')
      .waitFor();
    await page.getByLabel('Reason').fill('They all know Ana');
    await page.locator('#aside-form').getByRole('button', { name: 'Set aside' }).click();
    await page.getByRole('dialog').waitFor();
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
    expect(await page.locator('#sign-in').isVisible()).toBe(true);
    expect(await page.content()).not.toMatch(/flood\.example|example\.org"?<|Name of|One flood|Union: 7/u);
    expect(await page.getByRole('dialog').count()).toBe(0);
    const kept = await page
      .locator('#aside input:not([type=radio], [type=checkbox])')
      .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value).join(''));
    expect(kept).toBe('');
    for (const slot of ['groups', 'preview', 'asides', 'aside-rows']) {
      expect(await page.locator(`#${slot} tbody`).textContent(), slot).toBe('');
    }
    expect(await online()).toEqual({ online: 7, setAside: 5 });
  });
});

describe('an hour with far more than usual', () => {
  it('stands above the views, leads to its signatures, and can be hidden', async () => {
    const ids = someIds(240);
    const rows = ids.map((id, index) => {
      // Two an hour, and 40 in one hour.
      const minutes = index < 200 ? Math.floor(index / 2) * 60 + (index % 2) : 90 * 60 + index - 195;
      const signedAt = new Date(Date.UTC(2026, 4, 1, 0, minutes)).toISOString();
      return aSignature({ id, campaign: CAMPAIGN, email: `s${id.slice(0, 9)}@example.org`, signedAt });
    });
    site.blobs.seed(
      STORE,
      rows.map((row) => [`${CAMPAIGN}/${row.id}`, JSON.stringify(row)] as const),
    );
    const page = await enter();
    const banner = page.locator('#alarm');
    await banner.getByText(': 42 signatures came, 21 times the usual.').waitFor();
    await banner.getByRole('button', { name: /^Look at this hour/u }).click();
    await page.getByText('Chosen: 42. The number without them: 198').waitFor();
    expect(await page.locator(':focus').getAttribute('value')).toBe('hour');
    await page.getByRole('button', { name: 'Español' }).click();
    expect(await banner.innerText()).toMatch(/llegaron 42 firmas, 21 veces lo habitual/u);
    await banner.getByRole('button', { name: 'Sé por qué: ocultar' }).click();
    expect(await banner.isVisible()).toBe(false);
  });
});

describe('what the desk tells of the number', () => {
  it('is which text was signed, through whom, and why the page says another number', async () => {
    const page = await enterWithFloodAside();
    await turnTo(page, 'Figures');
    await page.getByText('Set aside, and in none of these numbers: 5.').waitFor();
    const charts = page.locator('#charts');
    expect(await charts.innerText()).toMatch(
      /Signed on the page, and loaded here\s+7\s.*In all\s+345\s.*The number on the page, at .*345/su,
    );
    expect(await charts.getByRole('region', { name: 'Which text was signed' }).innerText()).toMatch(
      /Not recorded\s+7\s/u,
    );
    expect(await page.locator('#public-partners').inputValue()).toBe(
      'The Hospital Workers’ Union: 7\nLine 9: fewer than 5',
    );
    await turnTo(page, 'Hand over');
    const facts = await page.locator('#packet .front').innerText();
    expect(facts).toMatch(/345 signatures/u);
    expect(facts).toMatch(/The addresses were not checked/u);
    expect(facts).toMatch(/371 said: yes, I signed \(98%; .* 96% to 99%\)/u);
    expect(facts).toMatch(/Set aside, not counted\s+5 on /u);
    expect(facts).toMatch(/Seventeen signatures were on paper.*\s\u221217\s/u);
    expect(facts).toMatch(/Line 9: fewer than 5/u);
    expect(facts).toContain(`${new URL(site.origin).host}/${CAMPAIGN}/count`);
    expect(facts).not.toMatch(/@|One flood/u);
  });
});

describe('the view to set aside', () => {
  it('has no fault that axe finds in any look, also at 320 px, and works by keyboard', async () => {
    await signTwelve();
    const page = await open('/organizers/', { viewport: { width: 320, height: 800 } });
    await page.locator('#campaign').selectOption(CAMPAIGN);
    await signIn(page);
    await page.getByText('All signatures: 12.').waitFor();
    await turnTo(page, 'Set aside');
    await page.locator('#aside-choice [value=hour]').focus();
    await page.keyboard.press('ArrowDown');
    await page.getByText('Domains: 2.').waitFor();
    await page.locator('#groups tbody input').first().focus();
    await page.keyboard.press('Space');
    await page.getByText('Chosen: 7.').waitFor();
    await page.evaluate(() => scrollTo(0, 0));
    expect(await faultsInEveryLook(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    await page.getByLabel('Reason').fill('They look alike');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    expect(await faultsInEveryLook(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await online()).toEqual({ online: 12, setAside: 0 });
  });
});
