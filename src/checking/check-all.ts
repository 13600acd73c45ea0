import { checkContent, type CheckedContent, type Content } from '#campaigns/content.ts';
import { changedTextMistakes } from '#history/changed-texts.ts';
import { type History, readHistory } from '#history/commits.ts';
import { ContentError, type ContentMistake, inReadingOrder } from '#source/mistake.ts';
import { linkMistakes } from './link-check.ts';

/** What decides about `content/` besides its files. */
interface Circumstances {
  /** False for a site that sends no mail. */
  readonly sendsMail: boolean;
  readonly now: Date;
}

/** What the whole check found: the content that can be read, and all mistakes. */
export interface Checked {
  readonly content: Content | null;
  readonly mistakes: readonly ContentMistake[];
  readonly history: History;
}

/** Checks the files of `content/`, and that the links in them lead somewhere. Git's history plays no part. */
export async function checkFiles(root: string, sendsMail = true): Promise<CheckedContent> {
  const checked = await checkContent(root, sendsMail);
  const dead = await linkMistakes(checked, { root, sendsMail });
  return { ...checked, mistakes: inReadingOrder([...checked.mistakes, ...dead]) };
}

/**
 * Checks `content/` as `checkFiles` does, and against git's history. Without git, and in a clone without older
 * commits, it compares what there is.
 */
export async function checkAll(root: string, { sendsMail, now }: Circumstances): Promise<Checked> {
  const [{ content, mistakes }, history] = await Promise.all([
    checkFiles(root, sendsMail),
    readHistory(root),
  ]);
  const untold = content ? changedTextMistakes(content, history, now) : [];
  return { content, mistakes: inReadingOrder([...mistakes, ...untold]), history };
}

/** The content, with drafts. Throws a `ContentError` with all mistakes that `checkAll` finds. */
export async function readChecked(root: string, circumstances: Circumstances): Promise<Content> {
  return soundContent(await checkAll(root, circumstances));
}

/** The content that was checked. Throws a `ContentError` if the check found mistakes. */
export function soundContent({ content, mistakes }: Checked): Content {
  if (content === null || mistakes.length > 0) throw new ContentError(mistakes);
  return content;
}
