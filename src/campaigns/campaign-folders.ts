import { isReserved, isSlug, nearestSlug } from '#domain/slug.ts';
import { kindOf, listFolder } from '#source/content-file.ts';
import type { ContentMistake } from '#source/mistake.ts';
import { CAMPAIGNS } from './campaign-file.ts';
import type { SiteFrame } from './site-frame.ts';

/** A folder of `content/campaigns`. */
export interface CampaignFolder {
  readonly name: string;
  /** False for a name that is no campaign's address: its files are checked all the same. */
  readonly isNamedWell: boolean;
}

/** Names that an operating system writes by itself. */
const OF_SYSTEMS = /^(?:Thumbs\.db|desktop\.ini|Icon\r|__MACOSX)$/iu;

/** The folders of all campaigns, with the mistakes in what they are called, and in what lies beside them. */
export async function campaignFolders(
  root: string,
  frame: SiteFrame,
): Promise<{ folders: readonly CampaignFolder[]; hasFolder: boolean; mistakes: readonly ContentMistake[] }> {
  const kind = await kindOf(root, CAMPAIGNS);
  if (kind !== 'folder')
    return { folders: [], hasFolder: false, mistakes: [noFolder(kind, await listFolder(root, 'content'))] };
  const folders: CampaignFolder[] = [];
  const mistakes: ContentMistake[] = [];
  const names = (await listFolder(root, CAMPAIGNS)).filter((name) => !OF_SYSTEMS.test(name));
  for (const name of names) {
    const isFolder = (await kindOf(root, `${CAMPAIGNS}/${name}`)) === 'folder';
    const message = isFolder ? nameFault(name, names, frame) : await strayFault(root, name, frame);
    if (message !== null) mistakes.push(at(`${CAMPAIGNS}/${name}`, message));
    if (isFolder) folders.push({ name, isNamedWell: message === null });
  }
  return { folders, hasFolder: true, mistakes };
}

function noFolder(kind: 'file' | 'nothing', beside: readonly string[]): ContentMistake {
  if (kind === 'file')
    return at(
      CAMPAIGNS,
      'This is a file, and should be a folder with one folder for each campaign: rename it',
    );
  const other = beside.find((name) => /^(?:campaigns?|petitions?)$/iu.test(name));
  const mend =
    other === undefined
      ? 'npm run new -- clean-river makes it, with a first campaign'
      : `rename content/${other} to campaigns`;
  return at(CAMPAIGNS, `The folder of all campaigns is missing: ${mend}`);
}

/** What is wrong with a folder's name; `null` for the slug of a campaign. */
function nameFault(name: string, names: readonly string[], { locales }: SiteFrame): string | null {
  if (isReserved(name, locales ?? [])) return reservedFault(name, locales ?? []);
  if (isSlug(name)) return null;
  const rule = 'The folder’s name is not a slug, which takes up to 60 lower-case letters, digits and hyphens';
  const near = nearestSlug(name);
  if (near === null) return `${rule}: rename the folder, such as to clean-river`;
  if (isReserved(near, locales ?? []))
    return `${rule}: rename the folder, but not to ${near}, which is taken`;
  return names.includes(near)
    ? `${rule}: rename the folder, but not to ${near}, which is there already`
    : `${rule}: rename it to ${near}`;
}

function reservedFault(name: string, locales: readonly string[]): string {
  const why = locales.includes(name)
    ? `under which the pages in that language stand, /${name}/`
    : `/${name}/`;
  return `The folder’s name is an address of the site itself, ${why}: rename the folder, such as to ${nearestSlug(name) ?? 'clean'}-campaign`;
}

/** What is wrong with a file beside the campaigns' folders. */
async function strayFault(root: string, name: string, { defaultLocale }: SiteFrame): Promise<string> {
  const kind = await kindOf(root, `${CAMPAIGNS}/${name}`);
  if (kind === 'nothing') return 'This is a link that leads nowhere: put the folder itself here';
  const slug = nearestSlug(name.replace(/\.[a-z]+$/iu, '')) ?? 'clean-river';
  return /\.md/iu.test(name)
    ? `This text lies outside of a campaign’s folder: move it into one, such as ${CAMPAIGNS}/${slug}/${defaultLocale ?? 'en'}.md`
    : 'This file belongs to no campaign: move it into the folder of one, or remove it';
}

function at(file: string, message: string): ContentMistake {
  return { file, line: 1, column: 1, message };
}
