import { CAMPAIGNS } from '#campaigns/campaign-file.ts';
import type { CampaignContent } from '#campaigns/content.ts';
import { type Change, PastCampaignSchema, PastWordsSchema } from '#domain/campaign-schema.ts';
import { type Campaign, slugsOf } from '#domain/campaign.ts';
import { formatMistake } from '#source/mistake.ts';
import { parseWith } from '#source/parse-with.ts';
import type { Commit, History } from './commits.ts';
import { pastFile } from './past-file.ts';

/** What a file says of the words that are signed. */
export interface OwnWords {
  readonly title: string;
  readonly summary: string;
  /** `undefined` in a translation that has the campaign's. */
  readonly target: string | null | undefined;
  readonly body: string;
}

/** A campaign's texts as they stood at one time. */
export interface Version {
  /** The commit that made it; `null` for the files as they are now. */
  readonly commit: Pick<Commit, 'hash' | 'at'> | null;
  /** `null` if nobody can read the file of the facts. */
  readonly facts: {
    readonly status: Campaign['status'];
    readonly target: string | null;
    readonly changes: readonly Change[];
  } | null;
  /** By locale. */
  readonly texts: ReadonlyMap<string, OwnWords>;
  /** What could not be read, as `file:line:column` and why. */
  readonly unread: readonly string[];
}

/** What `versionsOf` needs of a campaign. */
type Named = Pick<CampaignContent, 'texts'> & { readonly campaign: Campaign };

/**
 * The versions of a campaign's texts, the oldest first. The last one is that of the files as they are now. With
 * `followsMoves`, names that only git knows count as well.
 */
export function versionsOf(content: Named, history: History, followsMoves = false): Version[] {
  if (history.kind === 'none') return [present(content)];
  const { commits, blobs } = history;
  const folders = foldersOf(content.campaign, followsMoves ? commits : []);
  const standing = new Map<string, string>();
  const read = reader(blobs);
  let before = '';
  const past = touching(folders, commits).flatMap(({ commit, index, changes }) => {
    for (const { path, blob } of changes) {
      if (blob === null) standing.delete(path);
      else standing.set(path, blob);
    }
    const files = filesIn(standing, folders, index);
    const state = JSON.stringify(files);
    if (state === before || (before === '' && files.length === 0)) return [];
    before = state;
    return [toVersion(commit, files, read)];
  });
  return [...past, present(content)];
}

/** What a commit changed in one folder. */
interface FolderChange {
  readonly commit: Commit;
  /** The commit's place in the history. */
  readonly index: number;
  readonly changes: Commit['changes'];
}

const byFolder = new WeakMap<readonly Commit[], ReadonlyMap<string, readonly FolderChange[]>>();

/** The changes of each folder, sorted out once for all campaigns of a history. */
function changesByFolder(commits: readonly Commit[]): ReadonlyMap<string, readonly FolderChange[]> {
  const known = byFolder.get(commits);
  if (known) return known;
  const sorted = new Map<string, FolderChange[]>();
  for (const [index, commit] of commits.entries()) {
    const folders = Map.groupBy(commit.changes, ({ path }) => placeOf(path)?.folder ?? '');
    for (const [folder, changes] of folders) {
      const list = sorted.get(folder) ?? [];
      list.push({ commit, index, changes });
      sorted.set(folder, list);
    }
  }
  byFolder.set(commits, sorted);
  return sorted;
}

/** What the commits changed in a campaign's folders, the oldest first. */
function touching(folders: ReadonlyMap<string, number>, commits: readonly Commit[]): FolderChange[] {
  const sorted = changesByFolder(commits);
  const all = [...folders.keys()].flatMap((folder) => sorted.get(folder) ?? []);
  const byCommit = new Map<number, FolderChange>();
  for (const part of all) {
    const changes = [...(byCommit.get(part.index)?.changes ?? []), ...part.changes];
    byCommit.set(part.index, { ...part, changes });
  }
  return Array.from(byCommit.values()).sort((a, b) => a.index - b.index);
}

/** The last commit before which a folder was the campaign's, by the folder's name. */
function foldersOf(campaign: Campaign, commits: readonly Commit[]): Map<string, number> {
  const until = new Map(slugsOf(campaign).map((slug) => [slug, Number.POSITIVE_INFINITY]));
  for (const [index, { changes }] of [...commits.entries()].reverse()) {
    for (const { path, from } of changes) {
      const to = placeOf(path);
      const old = from === null ? null : placeOf(from);
      const isOurs = to !== null && (until.get(to.folder) ?? -1) >= index;
      if (isOurs && old !== null && !until.has(old.folder)) until.set(old.folder, index - 1);
    }
  }
  return until;
}

interface File {
  readonly path: string;
  readonly locale: string;
  readonly blob: string;
}

/** The campaign's files at a commit. The present folder wins, should there be two. */
function filesIn(
  standing: ReadonlyMap<string, string>,
  folders: ReadonlyMap<string, number>,
  index: number,
): File[] {
  const files = new Map<string, File>();
  for (const [folder, until] of folders) {
    if (until < index) continue;
    for (const [path, blob] of standing) {
      const place = placeOf(path);
      if (place?.folder !== folder || files.has(place.locale)) continue;
      files.set(place.locale, { path, locale: place.locale, blob });
    }
  }
  return [...files.values()].sort((a, b) => (a.locale < b.locale ? -1 : 1));
}

const PLACE = new RegExp(String.raw`^${CAMPAIGNS}/([^/]+)/([^/]+)\.md$`, 'u');

function placeOf(path: string): { folder: string; locale: string } | null {
  const [, folder, locale] = PLACE.exec(path) ?? [];
  return folder !== undefined && locale !== undefined ? { folder, locale } : null;
}

type ReadFile =
  | { readonly kind: 'facts'; readonly facts: NonNullable<Version['facts']>; readonly words: OwnWords }
  | { readonly kind: 'words'; readonly words: OwnWords }
  | { readonly kind: 'unread'; readonly why: string };

/** What was read of each history, by path and blob. */
const readFrom = new WeakMap<ReadonlyMap<string, Buffer>, Map<string, ReadFile>>();

/** Reads each stored text once, by the rules of its time. */
function reader(blobs: ReadonlyMap<string, Buffer>): (file: File) => ReadFile {
  const known = readFrom.get(blobs) ?? new Map<string, ReadFile>();
  readFrom.set(blobs, known);
  return (file) => {
    const key = `${file.path}\n${file.blob}`;
    const read = known.get(key) ?? readFile(file, blobs);
    known.set(key, read);
    return read;
  };
}

function readFile({ path, blob }: File, blobs: ReadonlyMap<string, Buffer>): ReadFile {
  const file = pastFile(path, blob, blobs);
  if (file === null) return { kind: 'unread', why: `${path}:1:1 is not in this clone` };
  if (file.kind === 'unread') return file;
  const { frontMatter, body } = file.source;
  const { data } = frontMatter;
  // The file of the facts is the one that says the status, whichever language was the default then.
  if (typeof data === 'object' && data !== null && 'status' in data) {
    const parsed = parseWith(frontMatter, PastCampaignSchema);
    if (parsed.kind === 'invalid')
      return { kind: 'unread', why: parsed.mistakes.map(formatMistake).join('; ') };
    const { title, summary, ...facts } = parsed.value;
    return { kind: 'facts', facts, words: { title, summary, target: facts.target, body } };
  }
  const parsed = parseWith(frontMatter, PastWordsSchema);
  if (parsed.kind === 'invalid')
    return { kind: 'unread', why: parsed.mistakes.map(formatMistake).join('; ') };
  const { title, summary, target } = parsed.value;
  return { kind: 'words', words: { title, summary, target, body } };
}

function toVersion(commit: Commit, files: readonly File[], read: (file: File) => ReadFile): Version {
  const texts = new Map<string, OwnWords>();
  const unread: string[] = [];
  let facts: Version['facts'] = null;
  for (const file of files) {
    const found = read(file);
    if (found.kind === 'unread') unread.push(found.why);
    else texts.set(file.locale, found.words);
    if (found.kind === 'facts') facts ??= found.facts;
  }
  return { commit, facts, texts, unread };
}

/** The version of the files as they are now. */
function present({ campaign, texts }: Named): Version {
  const words = texts.map(({ locale, words, source }, index) => {
    const { title, summary, target } = words;
    const own = index === 0 ? campaign.target : target;
    return [locale, { title, summary, target: own, body: source.body }] as const;
  });
  const { status, target, changes } = campaign;
  return { commit: null, facts: { status, target, changes }, texts: new Map(words), unread: [] };
}
