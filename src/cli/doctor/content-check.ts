import type { Content } from '#campaigns/content.ts';
import { legalNotices } from '#campaigns/legal-notice.ts';
import { undatedNotices } from '#campaigns/undated-notice.ts';
import { type ContentMistake, formatMistake } from '#source/mistake.ts';
import type { Finding } from './finding.ts';

/** More than these are left to `npm run check:content`. */
const SHOWN = 3;

/** Is `content/` readable and without mistakes? */
export function checkMistakes(content: Content | null, mistakes: readonly ContentMistake[]): Finding {
  if (mistakes.length > 0) {
    const more = mistakes.length > SHOWN ? `\nand ${mistakes.length - SHOWN} more` : '';
    return {
      level: 'error',
      what: `content/ has mistakes, so nothing is built:\n${mistakes.slice(0, SHOWN).map(formatMistake).join('\n')}${more}`,
      mend: 'npm run check:content names each with its place, and how to mend it.',
    };
  }
  const campaigns = content?.campaigns.length ?? 0;
  return { level: 'fine', what: `content/ has no mistakes. Campaigns: ${campaigns}` };
}

/** What `content/` leaves open: no mistake, but something that the law or a promise asks for. */
export async function checkGaps(root: string, content: Content): Promise<Finding[]> {
  const notices = [...(await legalNotices(root, content.site)), ...undatedNotices(content)];
  return notices.map((notice) => ({ level: 'warning', what: formatMistake(notice) }));
}
