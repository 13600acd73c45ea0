import { nearest } from '#domain/nearest.ts';
import { kindOf, listFolder } from '#source/content-file.ts';
import type { ContentMistake } from '#source/mistake.ts';
import { CAMPAIGNS } from './campaign-file.ts';
import { isTextName } from './text-name.ts';

/** The folder of a campaign's news, within the campaign's. */
const UPDATES = 'updates';

/**
 * Mistakes in the folders within a campaign's: texts there are read by nobody, but for those of its news. Folders
 * that hold no texts do no harm. `names` are those in the campaign's folder.
 */
export async function strayFolders(
  root: string,
  folder: string,
  names: readonly string[],
): Promise<ContentMistake[]> {
  const mistakes: ContentMistake[] = [];
  for (const name of names.filter((name) => !isTextName(name))) {
    const path = `${folder}/${name}`;
    const isFolder = (await kindOf(root, path)) === 'folder';
    if (name === UPDATES && !isFolder)
      mistakes.push(at(path, 'This is a file, and should be the folder of the campaign’s news: rename it'));
    if (!isFolder) continue;
    const inner = name === UPDATES ? await foldersIn(root, path) : [path];
    for (const stray of inner) {
      if (await holdsTexts(root, stray)) mistakes.push(at(stray, mendOf(stray, folder, names)));
    }
  }
  return mistakes;
}

function mendOf(stray: string, folder: string, names: readonly string[]): string {
  const name = stray.split('/').at(-1) ?? '';
  if (stray.startsWith(`${folder}/${UPDATES}/`))
    return `The texts in this folder are not read: move them up, into ${folder}/${UPDATES}`;
  const isUpdates = /^(?:news|posts?|blog)$/iu.test(name) || nearest(name, [UPDATES]) !== null;
  if (isUpdates && !names.includes(UPDATES))
    return `The texts in this folder are not read: rename it to ${UPDATES}`;
  return isUpdates
    ? `The texts in this folder are not read: move them into ${folder}/${UPDATES}`
    : `The texts in this folder are not read: move a campaign’s folder up, to ${CAMPAIGNS}/${name}, and a text into the folder of its campaign`;
}

async function foldersIn(root: string, path: string): Promise<string[]> {
  const names = await listFolder(root, path);
  const kinds = await Promise.all(
    names.map(async (name) => [name, await kindOf(root, `${path}/${name}`)] as const),
  );
  return kinds.flatMap(([name, kind]) => (kind === 'folder' && !isTextName(name) ? [`${path}/${name}`] : []));
}

/** How deep folders are looked into. A link may lead to a folder above it. */
const MAX_DEPTH = 3;

async function holdsTexts(root: string, path: string, depth = 1): Promise<boolean> {
  const names = await listFolder(root, path);
  if (names.some((name) => /\.md$/iu.test(name))) return true;
  if (depth === MAX_DEPTH) return false;
  const inner = await foldersIn(root, path);
  const found = await Promise.all(inner.map((folder) => holdsTexts(root, folder, depth + 1)));
  return found.includes(true);
}

function at(file: string, message: string): ContentMistake {
  return { file, line: 1, column: 1, message };
}
