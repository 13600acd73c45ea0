import { expect, it } from 'vitest';
import { visitedSite } from './visits.ts';

const { open } = await visitedSite('gallery');

it('paper keeps a point whole, a date with its title, and shows how far the number is', async () => {
  const page = await open('/everything/', { javaScriptEnabled: false });
  await page.emulateMedia({ media: 'print' });
  const styleOf = (selector: string, name: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), name);
  expect(await styleOf('.prose > ol > li', 'break-inside')).toBe('avoid');
  expect(await styleOf('article .date', 'break-after')).toBe('avoid');
  expect(await styleOf('section article', 'display')).toBe('block');
  expect(await styleOf('progress', 'print-color-adjust')).toBe('exact');
});

it('paper has the address of its page at its head', async () => {
  const page = await open('/everything/', { javaScriptEnabled: false });
  await page.emulateMedia({ media: 'print' });
  const topOf = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => element.getBoundingClientRect().top);
  expect(await topOf('.printed')).toBeLessThan(await topOf('h1'));
});

it('paper has no button, and a text in the size of its other words', async () => {
  const page = await open('/', { javaScriptEnabled: false });
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.button').count()).toBeGreaterThan(0);
  expect(await page.locator('.button:visible').count()).toBe(0);
  await page.goto('/everything/');
  const sizeOf = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).fontSize);
  expect(await sizeOf('.prose')).toBe(await sizeOf('html'));
});
