import type { Content } from '#campaigns/content.ts';

/**
 * Astro runs the pages in a second copy of our modules, from Vite or from the built bundle. What stands here is seen by
 * both copies, so one reading of `content/` serves the whole process.
 */
const PLACE = Symbol.for('undersigned.shared-content');

type Place = { [PLACE]?: () => Promise<Content> };

/** From now on the pages of this process are made from what `read` gives. Drafts are in it. */
export function shareContent(read: () => Promise<Content>): void {
  (globalThis as Place)[PLACE] = read;
}

/** The shared content; `null` in a process that shares none. */
export function sharedContent(): Promise<Content> | null {
  return (globalThis as Place)[PLACE]?.() ?? null;
}
