import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Signature } from '#domain/signature.ts';
import { STORE } from '../site/served-site.ts';
import { aSignature, someIds } from '../store/a-signature.ts';
import { faultsInEveryLook } from './axe.ts';
import { signIn, turnTo } from './desk-visit.ts';
import { pagesOf } from './pages-of.ts';
import { visitedSite } from './visits.ts';

const { site, open } = await visitedSite('gallery');
const CAMPAIGN = 'everything';

/** Signatures with two texts, three countries and every choice of a name. */
function signatures(count: number): Signature[] {
  return someIds(count).map((id, index) =>
    aSignature({
      id,
      campaign: CAMPAIGN,
      signedAt: new Date(Date.UTC(2026, 2, 1 + (index % 80))).toISOString(),
      name: `Ana Peña ${index}`,
      email: `a${index}@example.org`,
      country: ['DE', 'GT', 'US'][index % 3] ?? '',
      nameShown: (['full', 'initials', 'counted'] as const)[index % 3] ?? 'counted',
      text: index % 2 ? '0123456789abcdef' : 'fedcba9876543210',
    }),
  );
}

async function handOver(count: number, campaign = CAMPAIGN, more: Signature[] = []): Promise<Page> {
  const rows = [...signatures(count), ...more];
  site.blobs.seed(
    STORE,
    rows.map((row) => [`${CAMPAIGN}/${row.id}`, JSON.stringify(row)] as const),
  );
  const page = await open('/organizers/', { viewport: { width: 1366, height: 768 } });
  await page.locator('#campaign').selectOption(campaign);
  await signIn(page);
  await turnTo(page, 'Hand over');
  return page;
}

describe('the first page of the packet', () => {
  it.each(['en', 'es'])('says everything on one sheet, A4 or Letter: %s', async (locale) => {
    const page = await handOver(90);
    await page.locator('#packet-locale').selectOption(locale);
    const front = page.locator('#packet .front');
    const words = await front.innerText();
    const said = {
      en: ['To The City Council', 'ask it to keep the bus', '428', 'is from another email address', '−17'],
      es: ['Para El ayuntamiento', 'pídele que lo mantenga', '428', 'un correo distinto', '−17'],
    }[locale];
    for (const part of said ?? []) expect(words.toLowerCase(), part).toContain(part.toLowerCase());
    for (const digest of ['0123456789abcdef', 'fedcba9876543210']) expect(words, digest).toContain(digest);
    await page.locator('#packet').evaluate((packet) => {
      packet.querySelectorAll(':scope > :not(.front)').forEach((section) => section.remove());
    });
    for (const format of ['A4', 'Letter']) expect(pagesOf(await page.pdf({ format })), format).toBe(1);
  });

  it('wastes no paper: page, petition and places, names', async () => {
    const page = await handOver(90);
    for (const format of ['A4', 'Letter']) expect(pagesOf(await page.pdf({ format })), format).toBe(3);
  });

  it('keeps a letter of one’s own in each language until one leaves', async () => {
    const page = await handOver(9);
    const letter = page.locator('#packet-letter');
    await letter.fill('Dear Mayor');
    await page.locator('#packet-locale').selectOption('es');
    expect(await letter.inputValue()).toMatch(/^Le entregamos esta petición, que reunió 347 firmas\./u);
    await page.locator('#packet-locale').selectOption('en');
    expect(await letter.inputValue()).toBe('Dear Mayor');
    expect(await page.locator('#packet .letter').innerText()).toBe('Dear Mayor');
  });

  it('names what no key opened, and says of it nothing that nobody knows', async () => {
    const sealed = Buffer.from('age-encryption.org/v1').toString('base64');
    const [id = ''] = someIds(10).slice(9);
    const page = await handOver(9, CAMPAIGN, [
      { version: 1, id, campaign: CAMPAIGN, signedAt: '2026-06-01T12:00:00.000Z', sealed },
    ]);
    const words = await page.locator('#packet .front').innerText();
    expect(words).toMatch(/Not opened\s+1: no key/u);
    expect(words).toMatch(/or not recorded: 4\s/u);
  });

  it('is followed by the original’s text where a translation has only its head', async () => {
    const page = await handOver(0, 'one-signature');
    await page.locator('#packet-locale').selectOption('es');
    const petition = page.locator('#packet .petition');
    expect(await petition.innerText()).toMatch(/a más de tres kilómetros.*stay when it is over/su);
    expect(await petition.locator('.prose').getAttribute('lang')).toBe('en');
  });

  it('has no signatures to hand over where there are none, and nothing to print', async () => {
    const page = await handOver(0, 'longest-words');
    expect(await page.locator('#packet').innerText()).toMatch(/^There are no signatures to hand over yet/u);
    expect(await page.locator('#print-packet').isVisible()).toBe(false);
  });

  it('has its button in the first screen of a laptop, and no fault that axe finds', async () => {
    const page = await handOver(9);
    const box = await page.locator('#print-packet').boundingBox();
    expect((box?.y ?? 999) + (box?.height ?? 0)).toBeLessThan(768);
    expect(await faultsInEveryLook(page)).toEqual([]);
  });
});
