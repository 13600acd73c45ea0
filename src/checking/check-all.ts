import { checkContent, type CheckedContent, type Circumstances, type Content } from '#campaigns/content.ts';
import { senderNotices } from '#campaigns/mail-needed.ts';
import { changedTextMistakes } from '#history/changed-texts.ts';
import { type History, readHistory } from '#history/commits.ts';
import { vanishedSlugMistakes } from '#history/vanished-slugs.ts';
import { ContentError, type ContentMistake, inReadingOrder } from '#source/mistake.ts';
import { linkMistakes } from './link-check.ts';

/** What decides about `content/` besides its files, and the moment of the check. */
interface CircumstancesNow extends Circumstances {
  readonly sendsMail: boolean;
  readonly now: Date;
}

/** What the whole check found: the content that can be read, and all mistakes. */
export interface Checked {
  readonly content: Content | null;
  readonly mistakes: readonly ContentMistake[];
  /** What is worth knowing, and stops nothing. */
  readonly notices: readonly ContentMistake[];
  readonly history: History;
}

/** Checks the files of `content/`, and that the links in them lead somewhere. Git's history plays no part. */
export async function checkFiles(root: string, circumstances: Circumstances = {}): Promise<CheckedContent> {
  const checked = await checkContent(root, circumstances);
  const dead = await linkMistakes(checked, { root, sendsMail: circumstances.sendsMail ?? true });
  return { ...checked, mistakes: inReadingOrder([...checked.mistakes, ...dead]) };
}

/**
 * Checks `content/` as `checkFiles` does, and against git's history. Without git, and in a clone without older
 * commits, it compares what there is.
 */
export async function checkAll(root: string, circumstances: CircumstancesNow): Promise<Checked> {
  const { now } = circumstances;
  const [checked, history] = await Promise.all([checkFiles(root, circumstances), readHistory(root)]);
  const { content, frame, campaigns, mistakes, notices } = checked;
  const untold = changedTextMistakes({ site: frame, campaigns }, history, now);
  const vanished = vanishedSlugMistakes(checked, history, now);
  return {
    content,
    mistakes: inReadingOrder([...mistakes, ...untold, ...vanished]),
    notices: [...senderNotices(circumstances), ...notices],
    history,
  };
}

/** The content that was checked. Throws a `ContentError` if the check found mistakes. */
export function soundContent({ content, mistakes }: Pick<Checked, 'content' | 'mistakes'>): Content {
  if (content === null || mistakes.length > 0) throw new ContentError(mistakes);
  return content;
}
