import { describe, expect, it } from 'vitest';
import { visitedSite } from './visits.ts';

const { open } = await visitedSite('gallery');

/** A sheet of A4 at 96 pixels an inch. */
const PAGE_HEIGHT = 1123;
const STEP = 25;

/** A heading of 16 points and a line of text after it, in points from the foot of the page. */
const LOWEST = 40;

describe('a printed page', () => {
  it.each([
    '/everything/',
    '/won/',
    '/privacy/',
    '/es/privacy/threats/',
    '/es/safety/',
    '/everything/thanks/',
    '/everything/confirm/',
    '/everything/withdraw/',
  ])('leaves no heading alone at its foot, wherever the text begins: %s', async (path) => {
    const page = await open(path, { javaScriptEnabled: false });
    const stranded: string[] = [];
    for (let top = 0; top < PAGE_HEIGHT; top += STEP) {
      await page.locator('main').evaluate((main, top) => {
        main.style.paddingTop = `${top}px`;
      }, top);
      const headings = headingsOf(await page.pdf({ format: 'A4', outline: true, tagged: true }));
      expect(headings.length, path).toBeGreaterThan(1);
      stranded.push(...headings.filter(({ y }) => y < LOWEST).map(({ title, y }) => `${title}: ${y}`));
    }
    expect(stranded).toEqual([]);
  });
});

/** The headings of a PDF, and how far above the foot of its page each begins. Chromium writes an outline. */
function headingsOf(pdf: Buffer): { title: string; y: number }[] {
  const outline = pdf.toString('latin1').matchAll(/\/Title \((.*?)\)[^]*?\/XYZ [\d.-]+ ([\d.-]+)/gu);
  return Array.from(outline, ([, title = '', y]) => ({ title, y: Number(y) }));
}
