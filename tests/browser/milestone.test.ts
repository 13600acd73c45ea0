import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { answerCount } from './live-answer.ts';
import { visitedSite } from './visits.ts';

const { open } = await visitedSite('gallery');
const { gallery } = inject('sites');

/** Opens a page whose live count is `answer`, not the count in its HTML. */
async function openWith(
  path: string,
  answer: { count: number; goal: number | null; open: boolean },
): Promise<Page> {
  const page = await open('/privacy/');
  await answerCount(page, gallery, { online: answer.count, ...answer });
  await page.goto(path);
  await page.locator('signature-count [role=status]:not(:empty)').waitFor({ state: 'attached' });
  return page;
}

const goalOf = (page: Page) => page.locator('signature-count [data-slot=goal]').textContent();
const barOf = (page: Page) =>
  page.locator('progress').evaluate((bar: HTMLProgressElement) => [bar.value, bar.max]);

describe('the goal with a live number', () => {
  it('says how many are missing, and never a share that is not reached', async () => {
    const page = await openWith('/everything/', { count: 420, goal: 1000, open: true });
    expect(await goalOf(page)).toBe('580 more to reach 1,000.');
    expect(await barOf(page)).toEqual([420, 1000]);
  });

  it('is only named where nothing is missing any more, or where nobody knows how many', async () => {
    const closed = await openWith('/everything/', { count: 420, goal: 1000, open: false });
    expect(await goalOf(closed)).toBe('Goal: 1,000');
    const none = await openWith('/everything/', { count: 0, goal: 1000, open: true });
    expect(await goalOf(none)).toBe('Goal: 1,000');
  });

  it('moves on when it is reached, says so, and is announced', async () => {
    const page = await openWith('/es/everything/', { count: 1501, goal: 1000, open: true });
    const words = 'Llegamos a la meta de 1000. Con 499 más llegamos a 2000.';
    expect(await goalOf(page)).toBe(words);
    expect(await barOf(page)).toEqual([1501, 2000]);
    expect(await page.locator('signature-count [role=status]').textContent()).toBe(`1501 firmas. ${words}`);
  });

  it('is a joy once the campaign has won, or else is not spoken of', async () => {
    const page = await openWith('/won/', { count: 2141, goal: 500, open: false });
    expect(await goalOf(page)).toBe('We reached the goal of 500.');
    const fewer = await openWith('/won/', { count: 420, goal: 500, open: false });
    expect(await goalOf(fewer)).toBe('');
    expect(await fewer.locator('progress').count()).toBe(0);
  });

  it('is nothing where there is none', async () => {
    const page = await openWith('/discreet/', { count: 42, goal: null, open: true });
    expect(await page.locator('signature-count [role=status]').textContent()).toBe('at least 40 signatures');
  });
});
