import * as v from 'valibot';
import type { SiteFiles } from './site-files.ts';

const PromisesSchema = v.object({ sealed: v.boolean() });

/** What the built site promised, read once for the life of a deploy. */
let known: Promise<boolean> | undefined;

/**
 * True where the site was built to say that signatures are sealed (`dist/promises.json`). A function that cannot keep that must take none.
 */
export function isSealingPromised(files: SiteFiles): Promise<boolean> {
  known ??= read(files).catch((error: unknown) => {
    known = undefined;
    throw error;
  });
  return known;
}

async function read(files: SiteFiles): Promise<boolean> {
  const text = await files.page('/promises.json');
  return text !== null && v.parse(PromisesSchema, JSON.parse(text)).sealed;
}
