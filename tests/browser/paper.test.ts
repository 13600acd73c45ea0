import { describe, expect, it } from 'vitest';
import { pagesOf } from './pages-of.ts';
import { visitedSite } from './visits.ts';

const { open } = await visitedSite('gallery');

const papers = ['everything', 'longest-words', 'one-signature'].flatMap((slug) =>
  ['/', '/es/'].flatMap((locale) => [
    { path: `${locale}${slug}/poster/`, landscape: false },
    { path: `${locale}${slug}/sheet/`, landscape: true },
  ]),
);

describe('a page to print', () => {
  it.each(papers)('is one page of paper, A4 or Letter: $path', async ({ path, landscape }) => {
    const page = await open(path);
    for (const format of ['A4', 'Letter']) {
      expect(pagesOf(await page.pdf({ format, landscape })), format).toBe(1);
    }
  });

  it('leads to the campaign by its QR code, which says so', async () => {
    const page = await open('/es/everything/poster/');
    const address = await page.locator('.address').textContent();
    expect(address).toMatch(/\/es\/everything\/$/u);
    expect(
      await page
        .getByRole('img')
        .getByText(address ?? '')
        .textContent(),
    ).toBe(`Código QR que lleva a ${address ?? ''}`);
  });

  it('asks on the sheet for no more than it says who gets', async () => {
    const page = await open('/everything/sheet/');
    expect(await page.getByRole('columnheader').allTextContents()).toEqual([
      'Full name',
      'Postal code',
      'Email (optional)',
      'Signature',
    ]);
    expect(await page.locator('.consent').textContent()).toMatch(/keeps the sheet until \d+ days after/u);
  });
});
