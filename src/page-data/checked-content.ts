import { type Checked, checkAll } from '#checking/check-all.ts';
import { inReadingOrder } from '#source/mistake.ts';
import { changedBasisMistakes } from './changed-basis.ts';
import { mailSending } from './sends-mail.ts';

/**
 * The whole check of what a site is made from. It is `checkAll` with the settings of this site, and against what the
 * live site counts. `root` is the folder that contains `content/`.
 */
export async function checkForSite(root: string): Promise<Checked> {
  const checked = await checkAll(root, { ...mailSending(), now: new Date() });
  const changed = checked.content === null ? [] : await changedBasisMistakes(checked.content);
  return { ...checked, mistakes: inReadingOrder([...checked.mistakes, ...changed]) };
}
