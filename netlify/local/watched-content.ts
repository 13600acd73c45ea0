import { relative, sep } from 'node:path';
import { CAMPAIGNS } from '#campaigns/campaign-file.ts';
import type { Content } from '#campaigns/content.ts';
import { type Surroundings, withoutMistakes } from '#checking/concerned.ts';
import { isOwnError } from '#domain/own-error.ts';
import { checkForSite } from '#page-data/checked-content.ts';
import { listFolder } from '#source/content-file.ts';
import { ContentError, type ContentMistake } from '#source/mistake.ts';

/** What the check says of `content/` at one moment. */
export interface ContentState extends Surroundings {
  readonly mistakes: readonly ContentMistake[];
}

/** Content that somebody edits. It is checked once after each change, for pages, terminal and addresses. */
export interface WatchedContent {
  /** What the check says of the files as they are now. It never rejects. */
  readonly state: () => Promise<ContentState>;
  /** The content without what has mistakes. Rejects with a `ContentError` if the site itself has one. */
  readonly sound: () => Promise<Content>;
  /** A file has changed. */
  readonly changed: () => void;
}

/** Watches the content below the folder `root`. `tell` hears of each state but those that a change overtook. */
export function watchContent(root: string, tell: (state: ContentState) => void): WatchedContent {
  let known: Promise<ContentState> | null = null;
  let changes = 0;
  const state = async () => {
    const reading = (known ??= readState(root));
    const read = await reading;
    // Nobody hears of a folder that comes back after it was gone. So what is missing is looked for at each request.
    if (known === reading && read.content === null) known = null;
    return read;
  };
  const follow = async (): Promise<void> => {
    const change = (changes += 1);
    const read = await state();
    if (change === changes) tell(read);
  };
  return {
    state,
    sound: async () => {
      const { content, mistakes } = await state();
      if (content === null) throw new ContentError(mistakes);
      return withoutMistakes(content, mistakes);
    },
    changed: () => {
      known = null;
      void follow();
    },
  };
}

async function readState(root: string): Promise<ContentState> {
  try {
    const [{ content, mistakes }, folders] = await Promise.all([
      checkForSite(root),
      listFolder(root, CAMPAIGNS),
    ]);
    return { content, mistakes, folders };
  } catch (error) {
    return { content: null, mistakes: [unreadable(root, error)], folders: [] };
  }
}

/** What the disk refuses is a mistake at its place, too. */
function unreadable(root: string, error: unknown): ContentMistake {
  const at = error instanceof Error && 'path' in error ? relative(root, String(error.path)) : '';
  const file = at.startsWith('content') ? at.split(sep).join('/') : 'content';
  const why = isOwnError(error) ? error.message : 'This cannot be read';
  return {
    file,
    line: 1,
    column: 1,
    message: `${why}: look whether it may be read, and whether the disk is well`,
  };
}
