import { generateX25519Identity } from 'age-encryption';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Signature } from '#domain/signature.ts';
import { aTrail } from '../functions/audit-trail.ts';
import { STORE, TOKEN } from '../site/served-site.ts';
import { faultsInEveryLook } from './axe.ts';
import { chooseKeys, eraseAddress, rowsOf, saved, signedBy, signIn, store, turnTo } from './desk-visit.ts';
import { settled } from './settled.ts';
import { visitedSite } from './visits.ts';

const { site, open } = await visitedSite('own');
const [ours, older] = await Promise.all([generateX25519Identity(), generateX25519Identity()]);
const VIEWS = ['Figures', 'List', 'Download', 'Hand over', 'On paper', 'Set aside', 'Erase', 'Log'];

const ana = await signedBy({
  name: 'Ana Peña',
  email: 'ana@example.org',
  nameShown: 'full',
  postalCode: '33130',
});
const le = await signedBy(
  { name: 'Lê Nguyễn', email: 'le@example.org', nameShown: 'initials', country: 'GT', updates: true },
  ours,
);
const max = await signedBy(
  { name: '=1+1', email: 'max@example.org', nameShown: 'counted', comment: 'For my sister' },
  ours,
);
const old = await signedBy(
  { name: 'Óscar Silva', email: 'oscar@example.org', nameShown: 'full', locale: 'es' },
  older,
);
const everyone: readonly Signature[] = [ana, le, max, old];

beforeEach(() => store(site, everyone));
afterEach(() => void vi.unstubAllEnvs());

describe('the desk without JavaScript', () => {
  it('says why it needs it, and shows no form', async () => {
    const page = await open('/organizers/', { javaScriptEnabled: false });
    expect(await page.locator('main').innerText()).toMatch(/^The desk needs JavaScript/u);
    expect(await page.locator('#token').isVisible()).toBe(false);
  });
});

describe('signing in', () => {
  it('takes no token that cannot be one, and asks the server nothing', async () => {
    const page = await open('/organizers/');
    await signIn(page, [], 'too short');
    expect(await page.locator('#token-error').textContent()).toMatch(/^Enter the whole token/u);
    expect(await page.locator(':focus').getAttribute('id')).toBe('token');
    expect(site.requests().filter(({ path }) => path.startsWith('/api/'))).toEqual([]);
  });

  it('says so where the server does not know the token', async () => {
    const page = await open('/organizers/');
    await signIn(page, [], 'X'.repeat(40));
    await page.getByText('The site does not know this token').waitFor();
    expect(await page.locator('#workplace').isVisible()).toBe(false);
  });

  it('says so where the file holds no key', async () => {
    const page = await open('/organizers/');
    await signIn(page, ['age1yn9fnumzqpjwpsf8e5hn66vdcnml43vkks40kyz6yjtckvrrnagslpvt5y']);
    await page.getByText('This file holds no private key').waitFor();
  });
});

describe('loading', () => {
  it('opens what is sealed to the key, and the rest with another', async () => {
    const page = await open('/organizers/');
    await signIn(page, [ours]);
    await page.getByText('Sealed to another key: 1.').waitFor();
    await turnTo(page, 'List');
    expect((await rowsOf(page, '#list')).map(([, name]) => name).sort()).toEqual([
      '=1+1',
      'Ana Peña',
      'Lê Nguyễn',
    ]);
    await chooseKeys(page, '#another-key', [older]);
    await page.getByRole('button', { name: 'Open with this key' }).click();
    await page.getByRole('rowheader', { name: 'Óscar Silva' }).waitFor();
    expect(await page.locator('#loading-status').textContent()).toBe('');
  });

  it('says plainly that a key is the wrong one', async () => {
    store(site, []);
    const page = await open('/organizers/');
    await signIn(page, [await generateX25519Identity()]);
    await page.getByText('This key opens none of the 3 sealed signatures').waitFor();
  });

  it('shows nothing until all is there, and goes on after the store failed', async () => {
    site.blobs.faults.always('get', { status: 403 });
    const page = await open('/organizers/');
    await signIn(page, [ours, older]);
    await page.getByRole('button', { name: 'Go on' }).waitFor();
    expect(await page.locator('#loading-status').textContent()).not.toBe('');
    expect(await page.locator('#workplace').isVisible()).toBe(false);
    site.blobs.faults.clear();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('All signatures: 4.').waitFor();
    expect(await page.locator('#workplace').isVisible()).toBe(true);
  });

  it('can be stopped', async () => {
    const page = await open('/organizers/');
    const held = Promise.withResolvers<undefined>();
    // The request waits in the browser. In the store it would end during another test, with an entry of the log.
    await page.route('**/signatures?*', async () => held.promise, { times: 1 });
    await signIn(page);
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Stopped. What has arrived is kept.').waitFor();
    held.resolve(undefined);
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('All signatures: 4.').waitFor();
  });
});

describe('the whole road', () => {
  it('leads from the figures to a file, a packet and an erased signature', async () => {
    const page = await open('/organizers/');
    await signIn(page, [ours, older]);
    await page.getByText('All signatures: 4.').waitFor();
    expect(await page.locator('#totals').innerText()).toMatch(
      /Signatures\s+0\s+0\s+0\s+4\s+With a comment\s+0\s+0\s+0\s+1\s+Want news\s+0\s+0\s+0\s+1/u,
    );
    expect(await page.locator('#basis').innerText()).toContain('The addresses were not checked.');
    expect(await page.getByRole('img', { name: 'Day by day' }).isVisible()).toBe(true);
    expect(await page.getByRole('region', { name: 'Countries' }).innerText()).toMatch(/Guatemala\s+1/u);

    await turnTo(page, 'List');
    await page.locator('#search').fill('nguyen');
    expect(await page.locator('#found').textContent()).toBe('Found: 1 of 4');
    await page.locator('#search').fill('');
    await page.getByRole('button', { name: 'Name', exact: true }).click();
    expect((await rowsOf(page, '#list')).map(([, name]) => name)).toEqual([
      '=1+1',
      'Ana Peña',
      'Lê Nguyễn',
      'Óscar Silva',
    ]);

    await turnTo(page, 'Download');
    const csv = await saved(page, 'CSV');
    expect(csv.name).toMatch(/^stop-the-raids-\d{4}-\d\d-\d\d\.csv$/u);
    const names = parse<{ name: string }>(csv.text, { bom: true, columns: true }).map(({ name }) => name);
    expect(names.sort()).toEqual(["'=1+1", 'Ana Peña', 'Lê Nguyễn', 'Óscar Silva']);
    await page.getByLabel('Only of those who want news').check();
    expect(await page.locator('#selected').textContent()).toBe('Signatures in the file: 1.');
    expect((await saved(page, 'CSV for Action Network')).text).toBe(
      '"first_name","last_name","email","zip_code","country"\r\n"Lê","Nguyễn","le@example.org","","GT"\r\n',
    );
    expect(await page.locator('#export-basis').innerText()).toContain('no proof');
    const xlsx = await saved(page, 'Download 1 signature as Excel');
    expect([xlsx.name, xlsx.text.slice(0, 2)]).toEqual([
      expect.stringMatching(/^stop-the-raids-\d{4}-\d\d-\d\d-news-not-confirmed\.xlsx$/u),
      'PK',
    ]);
    expect((await saved(page, 'NDJSON')).text).toMatch(/^\{"id":"[0-9a-f]{32}","campaign":"stop-the-raids"/u);

    await turnTo(page, 'Hand over');
    await page.emulateMedia({ media: 'print' });
    const packet = await page.locator('body').innerText();
    expect(packet).toMatch(/To Department of Homeland Security/u);
    expect(packet).toMatch(/has gathered 4 signatures\./u);
    expect(packet).toContain('is from another email address. The addresses were not checked.');
    expect(packet).toMatch(/By name: 2\s+Ana Peña\s+Óscar Silva/u);
    expect(packet).toMatch(/By initials and place: 1\s+L\. N\.(?!,)/u);
    expect(packet).toMatch(/Counted, without a name: 1/u);
    expect(packet).not.toMatch(/@|=1\+1|Nguyễn|Sign out|Print the packet/u);
    await page.emulateMedia({ media: 'screen' });

    await turnTo(page, 'List');
    await page.getByRole('button', { name: 'Erase: Ana Peña' }).click();
    await page.getByRole('button', { name: 'Keep it' }).click();
    expect(site.blobs.size(STORE)).toBe(4);
    await page.getByRole('button', { name: 'Erase: Ana Peña' }).click();
    expect(await page.getByRole('dialog').innerText()).toMatch(/Ana Peña \(ana@example\.org\)/u);
    await page.getByRole('dialog').getByRole('button', { name: 'Erase' }).click();
    await page.locator('#list').getByText('Erased. It is gone from this site.').waitFor();
    expect(site.blobs.has(STORE, `stop-the-raids/${ana.id}`)).toBe(false);
    expect(await rowsOf(page, '#list')).toHaveLength(3);

    await turnTo(page, 'Log');
    await page.getByRole('cell', { name: 'Erased from the list' }).waitFor();
    expect((await rowsOf(page, '#log')).map(([, , who, what]) => [who, what])).toEqual([
      ['ana', 'Erased from the list'],
      ['ana', 'Download'],
    ]);
  });

  it('shows the newest entries of a long log first, goes back in it, and lets erasures by address stand out', async () => {
    site.blobs.seed('audit-local', aTrail(1_234));
    const page = await open('/organizers/');
    await signIn(page);
    await page.getByText('All signatures: 4.').waitFor();
    await turnTo(page, 'Erase');
    await eraseAddress(page, 'nobody@example.org');
    await page.locator('#erase').getByText('No signature was made').waitFor();
    await turnTo(page, 'Log');
    const status = page.locator('#log-status');
    await page.getByText('Entries 737 to 1,236').waitFor();
    expect((await rowsOf(page, '#log')).at(0)?.slice(2)).toEqual([
      'ana',
      'Erased by address',
      'stop-the-raids',
      '0',
    ]);
    expect(await page.locator('#log tr.notable strong').allTextContents()).toEqual(['Erased by address']);
    await page.getByText('Erased by address in these entries: 1.').waitFor();
    expect(await page.getByRole('button', { name: 'Newer entries' }).isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Older entries' }).click();
    await page.getByText('Entries 237 to 736').waitFor();
    expect(await page.locator('#log-by-address').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Older entries' }).click();
    await page.getByText('Entries 1 to 236').waitFor();
    expect(await page.getByRole('button', { name: 'Older entries' }).isVisible()).toBe(false);
    expect(await rowsOf(page, '#log')).toHaveLength(236);
    await page.getByRole('button', { name: 'Newer entries' }).click();
    await page.getByText('Entries 237 to 736').waitFor();
    expect(site.requests().filter(({ path }) => path.startsWith('/api/audit'))).toHaveLength(2);
    await page.getByRole('button', { name: 'Sign out' }).click();
    expect(await status.textContent()).not.toContain('Entries');
  });

  it('does not call the log empty while it is on its way', async () => {
    const { page, arrive } = await waitForLog();
    expect(await page.locator('#log table').isVisible()).toBe(false);
    await arrive();
    await page.getByRole('cell', { name: 'Download' }).waitFor();
    expect(await page.locator('#log-status').textContent()).not.toContain('Reading');
  });

  it('drops a log that arrives after signing out', async () => {
    const { page, arrive } = await waitForLog();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await arrive();
    await settled(page);
    expect(await page.locator('#log tbody').textContent()).toBe('');
  });

  it('erases by an address typed in, a sealed signature too', async () => {
    const page = await open('/organizers/');
    await signIn(page);
    await page.getByText('All signatures: 4.').waitFor();
    await turnTo(page, 'Erase');
    await eraseAddress(page, 'LE+news@example.org');
    await page.locator('#erase').getByText('It was sealed, so load again').waitFor();
    expect(site.blobs.has(STORE, `stop-the-raids/${le.id}`)).toBe(false);
    await eraseAddress(page, 'nobody@example.org');
    await page.locator('#erase').getByText('No signature was made with this address').waitFor();
    expect(site.blobs.size(STORE)).toBe(3);
  });

  it('shows what a token that may not erase opens, and says so at an erasure', async () => {
    vi.stubEnv('ORGANIZER_TOKENS', `ana:${TOKEN}:read:stop-the-raids`);
    const page = await open('/organizers/');
    page.removeAllListeners('console');
    await signIn(page, [ours, older]);
    await page.getByText('All signatures: 4.').waitFor();
    await turnTo(page, 'List');
    await page.getByRole('button', { name: 'Erase: Ana Peña' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Erase' }).click();
    await page.locator('#list').getByText('Your token may not do this').waitFor();
    expect(await rowsOf(page, '#list')).toHaveLength(4);
    await turnTo(page, 'Log');
    await page.locator('#log').getByText('Your token may not do this').waitFor();
    expect(site.blobs.size(STORE)).toBe(4);
  });

  it('lets a token that may only erase do so by address, and shows nothing else', async () => {
    vi.stubEnv('ORGANIZER_TOKENS', `ana:${TOKEN}:erase`);
    const page = await open('/organizers/');
    page.removeAllListeners('console');
    await signIn(page);
    await page.getByText('Your token may not read the signatures of this campaign').waitFor();
    expect(await page.locator('#views button:visible').allTextContents()).toEqual(['Erase']);
    await eraseAddress(page, 'ana@example.org');
    await page.locator('#erase').getByText('Erased. It is gone').waitFor();
    expect(site.blobs.has(STORE, `stop-the-raids/${ana.id}`)).toBe(false);
    await page.getByRole('button', { name: 'Sign out' }).click();
    vi.unstubAllEnvs();
    await signIn(page, [ours, older]);
    await page.getByText('All signatures: 3.').waitFor();
    expect(await page.locator('#views button:visible').allTextContents()).toEqual(VIEWS);
  });

  it('is there in Spanish too, without another address', async () => {
    const page = await open('/organizers/');
    await page.getByRole('button', { name: 'Español' }).click();
    expect(await page.locator('h1').textContent()).toBe('Panel de la organización');
    expect(await page.locator('#campaign option').allTextContents()).toEqual([
      'Alto a las redadas contra familias que buscan protección',
    ]);
    await page.getByLabel('Clave de acceso').fill(TOKEN);
    await page.getByRole('button', { name: 'Cargar las firmas' }).click();
    await page.getByText('Todas las firmas: 4.').waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).hash).toBe('/organizers/');
  });
});

describe('what the desk knows', () => {
  it('leaves the page when the page is left, which a browser may keep whole for Back', async () => {
    const page = await open('/organizers/');
    await signIn(page, [ours, older]);
    await page.getByText('All signatures: 4.').waitFor();
    for (const view of VIEWS) await turnTo(page, view);
    await turnTo(page, 'Download');
    await page.getByLabel('Signed', { exact: true }).selectOption('From one day to another');
    await page.locator('#export-from').fill('2016-01-01');
    await page.getByRole('button', { name: 'NDJSON' }).click();
    await page.locator('#exported').getByText('stop-the-raids').waitFor();
    expect(await page.content()).toMatch(/Ana Peña/u);
    // Playwright turns off the cache that Back uses. This event tells a page that it goes into that cache.
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
    expect(await page.locator('#sign-in').isVisible()).toBe(true);
    expect(await page.content()).not.toMatch(
      /Ana Peña|ana@example\.org|L\. N\.|<td>Download<|the 4 signatures/u,
    );
    expect(await page.locator('#packet-letter').inputValue()).toBe('');
    expect(await page.locator('#export-from').inputValue()).toBe('');
    for (const slot of ['#selected', '#exported', '#paper ul']) {
      expect(await page.locator(slot).textContent(), slot).toBe('');
    }
  });

  it('is gone after reload and after signing out, and was never stored or in an address', async () => {
    const page = await open('/organizers/');
    await signIn(page, [ours, older]);
    await page.getByText('All signatures: 4.').waitFor();
    expect(await page.locator('#token').inputValue()).toBe('');
    const kept = await page.evaluate(async () =>
      JSON.stringify([
        localStorage.length,
        sessionStorage.length,
        document.cookie,
        await indexedDB.databases(),
        history.state,
      ]),
    );
    expect(kept).toBe('[0,0,"",[],null]');
    expect(page.url()).toBe(`${site.origin}/organizers/`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    expect(await page.content()).not.toMatch(/Ana Peña/u);
    await signIn(page);
    await page.getByText('All signatures: 4.').waitFor();
    await page.reload();
    expect(await page.locator('#workplace').isVisible()).toBe(false);
    expect(site.requests().filter(({ path, body }) => /T{40}|AGE-SECRET/u.test(path + body))).toEqual([]);
  });

  it('is opened by one worker script only: Trusted Types let no other be started', async () => {
    const page = await open('/organizers/');
    // The console reports every refusal of this test, and the visit must not fail for that.
    page.removeAllListeners('console');
    const refused = await page.evaluate(() => {
      const attempts = [
        () => new Worker('/_astro/other.js'),
        () =>
          (
            globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
          ).trustedTypes.createPolicy('other', {}),
        () => (document.body.innerHTML = '<p>'),
      ];
      return attempts.map((attempt) => {
        try {
          attempt();
          return 'allowed';
        } catch (error) {
          return error instanceof Error ? error.name : 'refused';
        }
      });
    });
    expect(refused).toEqual(['TypeError', 'TypeError', 'TypeError']);
  });
});

describe('every part of the desk', () => {
  it('has no fault that axe finds, in any look', async () => {
    const page = await open('/organizers/');
    const faults: string[] = [];
    const look = async (part: string) => {
      // The page scrolls to the top first. Axe reports an element as too small if the quick-exit bar covers
      // half of it.
      await page.evaluate(() => scrollTo(0, 0));
      faults.push(...(await faultsInEveryLook(page)).map((fault) => `${part} ${fault}`));
    };
    await look('Signing in');
    await signIn(page, [ours]);
    await page.getByText('All signatures: 4.').waitFor();
    for (const view of VIEWS) {
      await turnTo(page, view);
      await look(view);
    }
    await turnTo(page, 'List');
    await page.getByRole('button', { name: 'Erase: Ana Peña' }).click();
    await look('The dialog');
    expect(faults).toEqual([]);
  });
});

/** Turns to the log at a desk whose request for it waits in the browser. `arrive` lets the answer come. */
async function waitForLog(): Promise<{ page: Page; arrive: () => Promise<unknown> }> {
  const page = await open('/organizers/');
  const held = Promise.withResolvers<undefined>();
  await page.route('**/api/audit', async (route) => {
    await held.promise;
    await route.continue();
  });
  await signIn(page);
  await page.getByText('All signatures: 4.').waitFor();
  await turnTo(page, 'Log');
  await page.getByText('Reading the log…').waitFor();
  const answer = page.waitForResponse('**/api/audit');
  const arrive = async () => {
    held.resolve(undefined);
    await (await answer).finished();
  };
  return { page, arrive };
}
