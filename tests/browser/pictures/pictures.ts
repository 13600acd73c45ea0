import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { ContentFolder } from '../../unit/content-folder.ts';

/** A picture of a page of `npm start`. */
export interface Picture {
  /** Its file in `docs/screenshots/`, without `.png`. */
  readonly name: string;
  readonly path: string;
  readonly look?: BrowserContextOptions;
  /** The edit before it. */
  readonly edit?: (folder: ContentFolder) => Promise<void>;
  /** What the page shows once it is as wanted. */
  readonly shows: (page: Page) => ReturnType<Page['locator']>;
}

const FIRST_CAMPAIGN = new URL('../../site/first-campaign/content', import.meta.url).pathname;
const CLEAN_RIVER = 'content/campaigns/clean-river/en.md';

/** A number for the pictures of the README, which says that it is made up. */
export const MADE_UP_COUNT = { count: 4127, online: 4127, asOf: '2026-11-27T12:00:00Z' } as const;

/** The guide's campaign, as its editor has it at that moment. */
function cleanRiver(status: 'draft' | 'active', title: string): string {
  return `---
status: ${status}
title: ${title}
summary: The mill has poured its waste into the river since March. Tell the river authority to stop it.
target: The river authority
closes: 2099-12-31
ask: [postalCode, updates]
---

**Children can no longer swim where their parents learned to.** Since March the mill has led its waste into
the river, and nobody has stopped it.

## What we demand

1. **Stop the waste.** The mill keeps its waste out of the river from the first day on.
2. **Clean the banks.** The town’s children swim there again next summer.
`;
}

const GOOD_TITLE = 'Give us back a clean river';
const BROKEN_TITLE = 'Clean river: give it back';

/** Puts the first campaign and a draft into a folder. */
export async function writeContent(folder: ContentFolder): Promise<void> {
  await cp(FIRST_CAMPAIGN, join(folder.root, 'content'), { recursive: true });
  await folder.write(CLEAN_RIVER, cleanRiver('draft', GOOD_TITLE));
}

const WIDE = { viewport: { width: 1000, height: 640 } };

/** All pictures, in the order of the edits. */
export const PICTURES: readonly Picture[] = [
  {
    name: 'campaign',
    path: '/stop-the-raids/',
    look: { viewport: { width: 1280, height: 900 } },
    shows: (page) => page.locator('signature-count strong').filter({ hasText: '4,127' }),
  },
  {
    name: 'campaign-phone-dark',
    path: '/es/stop-the-raids/',
    look: { viewport: { width: 390, height: 780 }, colorScheme: 'dark' },
    shows: (page) => page.locator('signature-count strong').filter({ hasText: '4127' }),
  },
  {
    name: 'start',
    path: '/',
    look: { viewport: { width: 1000, height: 900 } },
    shows: (page) => page.getByText(GOOD_TITLE),
  },
  {
    name: 'draft',
    path: '/clean-river/',
    look: WIDE,
    shows: (page) => page.getByRole('heading', { level: 1, name: GOOD_TITLE }),
  },
  {
    name: 'mistake',
    path: '/clean-river/',
    look: { viewport: { width: 1000, height: 480 } },
    edit: (folder) => folder.write(CLEAN_RIVER, cleanRiver('draft', BROKEN_TITLE)),
    shows: (page) => page.getByRole('heading', { level: 1, name: 'A mistake to mend' }),
  },
  {
    name: 'published',
    path: '/clean-river/',
    look: WIDE,
    edit: (folder) => folder.write(CLEAN_RIVER, cleanRiver('active', GOOD_TITLE)),
    shows: (page) => page.getByRole('heading', { level: 1, name: GOOD_TITLE }),
  },
];
