import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CAMPAIGNS } from '#campaigns/campaign-file.ts';
import { SITE_FILE } from '#campaigns/site-file.ts';
import { git, GitError } from './git.ts';

/** A file that a commit wrote, moved or removed. */
interface FileChange {
  /** From the project's folder, with forward slashes. */
  readonly path: string;
  /** The path before, if the commit moved the file. */
  readonly from: string | null;
  /** The id of its bytes; `null` if the commit removed it. */
  readonly blob: string | null;
}

/** A commit that touched campaigns. */
export interface Commit {
  readonly hash: string;
  readonly at: Date;
  readonly changes: readonly FileChange[];
}

/** What git remembers of the campaigns' texts, or why it remembers nothing. */
export type History =
  | {
      readonly kind: 'read';
      /** The oldest first. */
      readonly commits: readonly Commit[];
      /** True for a clone without its older commits, as many hosts make it. */
      readonly isShallow: boolean;
      readonly blobs: ReadonlyMap<string, Buffer>;
    }
  | { readonly kind: 'none'; readonly why: string };

/** Texts lie right in a campaign's folder. Its news are no part of what is signed. */
const TEXTS = `:(glob)${CAMPAIGNS}/*/*.md`;

/** Begins each commit in git's output, where no other control character than NUL can stand. */
const MARK = '\u0001';

/** What each folder's repository held when it was last read, and where it stood then. */
const lastRead = new Map<string, { readonly state: string; readonly history: Promise<History> }>();

/**
 * The history of all campaigns' texts. It follows the first parent of each merge. So it sees the states that this
 * branch had. While the repository stands at one commit, it is read once. `root` is the project's folder.
 */
export async function readHistory(root: string): Promise<History> {
  const state = await stateOf(root);
  const known = lastRead.get(root);
  if (state !== null && known?.state === state) return known.history;
  const history = readAll(root);
  if (state !== null) lastRead.set(root, { state, history });
  return history;
}

/** Where the repository stands, and which older commits it lacks. `null` if git cannot say, or stands at none. */
async function stateOf(root: string): Promise<string | null> {
  try {
    const output = await git(root, ['rev-parse', 'HEAD', '--git-path', 'shallow']);
    const [head = '', path = ''] = output.toString('utf8').trim().split('\n');
    return `${head} ${await readFile(resolve(root, path), 'utf8').catch(() => '')}`;
  } catch (error) {
    if (error instanceof GitError) return null;
    throw error;
  }
}

/** Reads the history with two runs of git. */
async function readAll(root: string): Promise<History> {
  try {
    const log = await git(root, [
      '-c',
      'log.showSignature=false',
      'log',
      '--first-parent',
      '-m',
      '--root',
      '--raw',
      '-z',
      '--no-abbrev',
      '--find-renames',
      '--relative',
      '--decorate=full',
      `--format=${MARK}%H %cI %D`,
      '--',
      TEXTS,
      SITE_FILE,
    ]);
    const chunks = log.toString('utf8').split(MARK).slice(1).reverse();
    const commits = chunks.map(toCommit);
    const isShallow = chunks.some((chunk) => /^\S+ \S+ (?:[^\0]*, )?grafted[,\0]/u.test(chunk));
    return { kind: 'read', commits, isShallow, blobs: await readBlobs(root, commits) };
  } catch (error) {
    if (error instanceof GitError) return { kind: 'none', why: error.message };
    throw error;
  }
}

function toCommit(chunk: string): Commit {
  const [head = '', ...rest] = chunk.split('\0');
  const [hash = '', at = ''] = head.split(' ');
  return { hash, at: new Date(at), changes: toChanges(rest) };
}

/** Reads `:<modes> <blobs> <letter>`, then one path, or two where the file was moved. */
function toChanges(fields: readonly string[]): FileChange[] {
  const changes: FileChange[] = [];
  const left = [...fields];
  for (let field = left.shift(); field !== undefined; field = left.shift()) {
    const match = /^\n?:\d+ (?<mode>\d+) \S+ (?<blob>[0-9a-f]+) (?<letter>[A-Z])/u.exec(field);
    if (!match) continue;
    const { mode = '', blob = '', letter = '' } = match.groups ?? {};
    const from = letter === 'R' ? (left.shift() ?? null) : null;
    const path = left.shift() ?? '';
    if (from !== null) changes.push({ path: from, from: null, blob: null });
    // A link has no text of its own.
    changes.push({ path, from, blob: letter === 'D' || !mode.startsWith('100') ? null : blob });
  }
  return changes;
}

async function readBlobs(root: string, commits: readonly Commit[]): Promise<Map<string, Buffer>> {
  const ids = new Set(commits.flatMap(({ changes }) => changes.flatMap(({ blob }) => blob ?? [])));
  if (ids.size === 0) return new Map();
  return toBlobs(await git(root, ['cat-file', '--batch'], [...ids, ''].join('\n')));
}

/** Reads `<id> blob <size>`, a line break, the bytes, a line break; `<id> missing` for what a clone lacks. */
function toBlobs(output: Buffer): Map<string, Buffer> {
  const blobs = new Map<string, Buffer>();
  for (let at = 0; at < output.length;) {
    const end = output.indexOf('\n', at);
    if (end < 0) break;
    const [id = '', kind, size] = output.toString('utf8', at, end).split(' ');
    const length = kind === 'blob' ? Number(size) : -1;
    if (length >= 0) blobs.set(id, output.subarray(end + 1, end + 1 + length));
    at = end + 1 + (length >= 0 ? length + 1 : 0);
  }
  return blobs;
}
