import { checkContent, type Content } from '#campaigns/content.ts';
import { changedTextMistakes } from '#history/changed-texts.ts';
import { type History, readHistory } from '#history/commits.ts';
import { ContentError, type ContentMistake, inReadingOrder } from '#source/mistake.ts';

/** What decides about `content/` besides its files. */
interface Circumstances {
  /** False for a site that sends no mail. */
  readonly sendsMail: boolean;
  readonly now: Date;
}

/**
 * Checks `content/` as `checkContent` does, and against git's history. Without git, and in a clone without older
 * commits, it compares what there is.
 */
export async function checkAll(
  root: string,
  { sendsMail, now }: Circumstances,
): Promise<{ content: Content | null; mistakes: readonly ContentMistake[]; history: History }> {
  const [{ content, mistakes }, history] = await Promise.all([
    checkContent(root, sendsMail),
    readHistory(root),
  ]);
  const untold = content ? changedTextMistakes(content, history, now) : [];
  return { content, mistakes: inReadingOrder([...mistakes, ...untold]), history };
}

/** The content, drafts too. Throws a `ContentError` with all mistakes that `checkAll` finds. */
export async function readChecked(root: string, circumstances: Circumstances): Promise<Content> {
  const { content, mistakes } = await checkAll(root, circumstances);
  if (content === null || mistakes.length > 0) throw new ContentError(mistakes);
  return content;
}
