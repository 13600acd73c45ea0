import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { COLOURS, faultsOf } from './axe.ts';
import type { Visits } from './visits.ts';

/** For dozens of pages, a third of a second each where the machine is not busy otherwise. */
const TIMEOUT_MS = 120_000;

/** Ways to look at a page that can bring other faults to light. */
const LOOKS: readonly {
  readonly look: string;
  readonly options: BrowserContextOptions;
  readonly hasScripts: boolean;
}[] = [
  { look: 'light', options: {}, hasScripts: true },
  { look: 'dark', options: { colorScheme: 'dark' }, hasScripts: true },
  { look: 'with forced colours', options: { forcedColors: 'active' }, hasScripts: true },
  { look: '320 pixels wide', options: { viewport: { width: 320, height: 640 } }, hasScripts: true },
  // Stands for a browser that runs no script, because axe itself is one.
  { look: 'without our scripts', options: {}, hasScripts: false },
];

/**
 * Tests that axe finds nothing in any page, however it is looked at: `load` brings a page up under its name. Pages that
 * `needScripts`, and say so to browsers that run none, are not looked at without.
 */
export function itHasNoFaults<Named>(
  { open }: Visits,
  named: ReadonlyMap<string, Named>,
  load: (page: Page, named: Named) => Promise<void>,
  needScripts: readonly string[] = [],
): void {
  it.each(LOOKS)(
    'has no fault that axe finds: $look',
    { timeout: TIMEOUT_MS },
    async ({ options, hasScripts }) => {
      const page = await open('/privacy/', options);
      if (!hasScripts)
        await page.route('**/_astro/*.js', (route) => route.fulfill({ contentType: 'text/javascript' }));
      const faults: string[] = [];
      for (const [name, each] of named) {
        if (!hasScripts && needScripts.includes(name)) continue;
        await load(page, each);
        faults.push(...(await faultsOf(page)).map((fault) => `${name} ${fault}`));
      }
      expect(faults).toEqual([]);
    },
  );
}

/** As above for many pages that are alike: every rule in light, the rules that look at colours in dark. */
export function itHasNoFaultsInAny({ open }: Visits, paths: readonly string[]): void {
  it(
    'has no fault that axe finds, in any language, state, light or dark',
    { timeout: TIMEOUT_MS },
    async () => {
      const page = await open('/privacy/');
      const faults: string[] = [];
      for (const path of paths) {
        await page.emulateMedia({ colorScheme: 'light' });
        await page.goto(path, { waitUntil: 'domcontentloaded' });
        const inLight = await faultsOf(page);
        await page.emulateMedia({ colorScheme: 'dark' });
        const inDark = await faultsOf(page, COLOURS);
        faults.push(...[...inLight, ...inDark].map((fault) => `${path} ${fault}`));
      }
      expect(faults).toEqual([]);
    },
  );
}
