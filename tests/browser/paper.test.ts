import { describe, expect, it } from 'vitest';
import { pagesOf } from './pages-of.ts';
import { visitedSite } from './visits.ts';

const { open } = await visitedSite('gallery');

const papers = ['everything', 'longest-words', 'one-signature'].flatMap((slug) =>
  ['/', '/es/'].flatMap((locale) => [`${locale}${slug}/poster/`, `${locale}${slug}/sheet/`]),
);

describe('a page to print', () => {
  it.each(papers)('is one page of paper, A4 or Letter: %s', async (path) => {
    const page = await open(path);
    for (const format of ['A4', 'Letter']) {
      expect(pagesOf(await page.pdf({ format })), format).toBe(1);
    }
  });

  it.each(papers)('shows an address as it is typed: %s', async (path) => {
    const page = await open(path);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('main').innerText()).not.toMatch(/:\/\/|\/\s*$/mu);
    const campaign = path.replace(/\/(?:poster|sheet)\/$/u, '');
    const address = page.locator('.address');
    expect((await address.textContent())?.replace(/^localhost:\d+/u, '')).toBe(campaign);
    // A long one breaks behind a slash, and in no word.
    expect(await address.evaluate((element) => element.querySelectorAll('wbr').length)).toBeGreaterThan(0);
  });

  it('leads to the campaign by its QR code, which says so', async () => {
    const page = await open('/es/everything/poster/');
    expect(await page.getByRole('img').getByText('Código QR').textContent()).toMatch(
      /^Código QR que lleva a https?:\/\/.+\/es\/everything\/$/u,
    );
  });

  it('asks on the sheet for no more than it says who gets', async () => {
    const page = await open('/everything/sheet/');
    expect(await page.getByRole('columnheader').allTextContents()).toEqual([
      'No.',
      'Full name',
      'Postal code',
      'Email (optional)',
      'Signature',
    ]);
    expect(await page.locator('.consent').textContent()).toMatch(/keeps the sheet until \d+ days after/u);
  });

  it('says of a campaign that is over how it ended, and not to sign', async () => {
    const poster = await open('/won/poster/');
    expect(await poster.getByRole('heading', { level: 2 }).textContent()).toBe('Read how it ended');
    const sheet = await open('/es/closed/sheet/');
    const words = await sheet.locator('main').innerText();
    expect(words).toContain('Esta campaña ya no recibe firmas');
    expect(words).not.toContain('firma en línea');
  });

  it('has columns as wide as what is written there', async () => {
    const page = await open('/everything/sheet/');
    await page.emulateMedia({ media: 'print' });
    const widths = await page
      .getByRole('columnheader')
      .evaluateAll((heads) => heads.map((head) => head.getBoundingClientRect().width));
    const [line = 0, name = 0, postalCode = 0, email = 0, signature = 0] = widths;
    expect([email, name, signature, postalCode, line]).toEqual([...widths].sort((a, b) => b - a));
    expect(email).toBeGreaterThan(2 * postalCode);
  });

  it.each([
    ['A4', { width: 688, height: 1016 }],
    ['Letter', { width: 710, height: 949 }],
  ])('has as many lines as %s holds', async (_, viewport) => {
    for (const path of ['/everything/sheet/', '/es/longest-words/sheet/']) {
      const page = await open(path, { viewport });
      await page.emulateMedia({ media: 'print' });
      const { shown, left, line } = await page.locator('.lines').evaluate((box) => {
        const edge = box.getBoundingClientRect();
        const rows = Array.from(box.querySelectorAll('tbody tr'), (row) => row.getBoundingClientRect());
        const inside = rows.filter(({ left, bottom }) => left < edge.right && bottom <= edge.bottom + 1);
        return {
          shown: inside.length,
          left: edge.bottom - (inside.at(-1)?.bottom ?? 0),
          line: inside[0]?.height ?? 0,
        };
      });
      expect(shown, path).toBeGreaterThan(12);
      expect(shown, path).toBeLessThan(30);
      expect(left, path).toBeLessThan(line);
    }
  });
});
