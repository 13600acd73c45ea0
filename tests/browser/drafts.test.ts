import { describe, expect, inject, it } from 'vitest';
import { readBuiltSite } from '../site/built-site.ts';
import { onePerKind } from '../site/page-kinds.ts';
import { faultsInEveryLook } from './axe.ts';
import { pagesOf } from './pages-of.ts';
import { visitedSite } from './visits.ts';

const { site, open } = await visitedSite('preview');
const { pages } = await readBuiltSite(inject('preview').root);
const drafts = pages.filter(({ path }) => path.includes('/secret-draft/'));

describe('the pages of a draft', () => {
  it('have no fault that axe finds, in any look', { timeout: 120_000 }, async () => {
    const page = await open('/');
    const faults: string[] = [];
    for (const path of new Set(['/', '/es/', ...onePerKind(drafts).map(({ path }) => path)])) {
      await page.goto(path, { waitUntil: 'domcontentloaded' });
      faults.push(...(await faultsInEveryLook(page)).map((fault) => `${path} ${fault}`));
    }
    expect(faults).toEqual([]);
  });

  it('ask no function for anything', async () => {
    for (const path of ['/secret-draft/', '/secret-draft/count/', '/es/secret-draft/via/secret-partner/']) {
      const page = await open(path);
      await page.waitForLoadState('networkidle');
      await page.close();
    }
    const asked = site.requests().map((request) => request.path);
    expect(asked).toContain('/secret-draft/count/');
    expect(asked.filter((path) => path.startsWith('/api/'))).toEqual([]);
  });

  it('say on paper too that they are of a draft, and stay on one page', async () => {
    for (const [name, landscape] of [
      ['poster', false],
      ['sheet', true],
    ] as const) {
      const page = await open(`/secret-draft/${name}/`);
      for (const format of ['A4', 'Letter'])
        expect(pagesOf(await page.pdf({ format, landscape })), `${name} ${format}`).toBe(1);
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByText('Draft: only this preview shows it.').isVisible(), name).toBe(true);
    }
  });
});
