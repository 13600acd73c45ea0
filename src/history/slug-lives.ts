import { CAMPAIGNS } from '#campaigns/campaign-file.ts';
import { isUnlaunched } from '#campaigns/example.ts';
import { formerSlugs } from '#campaigns/former-slugs.ts';
import { SITE_FILE } from '#campaigns/site-file.ts';
import type { Commit, History } from './commits.ts';
import { type PastFile, pastFile } from './past-file.ts';

/** A version of a campaign's facts that a commit holds. */
interface PastFacts {
  readonly path: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly formerly: readonly string[];
}

/** What git knows of a folder of `content/campaigns`. */
export interface SlugLife {
  readonly slug: string;
  /** Its facts as they stood last. */
  last: PastFacts;
  /** The slug under which its first signatures lay; `null` if it was never published. */
  key: string | null;
  /** All slugs that it answered to while it was published, each with the number of the last such commit. */
  readonly claims: Map<string, number>;
  /** How it went from the commits; `null` while the newest one holds it. */
  end: { readonly commit: Commit; readonly renamedTo: string | null; readonly wasUnlaunched: boolean } | null;
}

/** The lives of all folders, and the site's file as the newest commit holds it; empty without one. */
export function slugLives(history: Extract<History, { kind: 'read' }>): {
  readonly lives: ReadonlyMap<string, SlugLife>;
  readonly site: string;
} {
  const lives = new Map<string, SlugLife>();
  /** By folder, then by path. What lies in no folder is the site's file. */
  const standing = new Map<string | null, Map<string, string>>();
  const read = reader(history.blobs);
  let site = '';
  for (const [index, commit] of history.commits.entries()) {
    const touched = new Set<string>();
    for (const { path, blob } of commit.changes) {
      const folder = folderOf(path);
      const files = standing.get(folder) ?? new Map<string, string>();
      standing.set(folder, files);
      if (blob === null) files.delete(path);
      else files.set(path, blob);
      if (folder !== null) touched.add(folder);
    }
    for (const slug of touched)
      follow(slug, { commit, index, files: [...(standing.get(slug) ?? [])], read, site, lives });
    site = history.blobs.get(standing.get(null)?.get(SITE_FILE) ?? '')?.toString('utf8') ?? '';
  }
  return { lives, site };
}

interface Step {
  readonly commit: Commit;
  readonly index: number;
  /** Paths and blobs that lie in the folder. */
  readonly files: readonly (readonly [string, string])[];
  readonly read: (path: string, blob: string) => PastFacts | null;
  /** The site's file before this commit. */
  readonly site: string;
  readonly lives: Map<string, SlugLife>;
}

function follow(slug: string, { commit, index, files, read, site, lives }: Step): void {
  const life = lives.get(slug);
  if (files.length === 0) {
    if (life)
      life.end = { commit, renamedTo: newFolderOf(slug, commit), wasUnlaunched: isUnlaunched(slug, site) };
    return;
  }
  const facts = files.map(([path, blob]) => read(path, blob)).find((found) => found !== null);
  if (life) life.end = null;
  if (!facts) return;
  const known = life ?? {
    slug,
    last: facts,
    key: null,
    claims: new Map(),
    end: null,
  };
  known.last = facts;
  lives.set(slug, known);
  if (!PUBLISHED.has(facts.data['status'])) return;
  known.key ??= facts.formerly[0] ?? slug;
  for (const name of [slug, ...facts.formerly]) known.claims.set(name, index);
}

const PUBLISHED: ReadonlySet<unknown> = new Set(['active', 'paused', 'closed', 'won']);

/** The folder into which a commit moved a file of this one; `null` if git sees no move. */
function newFolderOf(slug: string, { changes }: Commit): string | null {
  const moved = changes.find(({ from }) => from !== null && folderOf(from) === slug);
  return moved ? folderOf(moved.path) : null;
}

function folderOf(path: string): string | null {
  const [folder, rest] = path.startsWith(`${CAMPAIGNS}/`) ? path.slice(CAMPAIGNS.length + 1).split('/') : [];
  return folder === undefined || rest === undefined ? null : folder;
}

/** Reads each stored file of facts once. A file that nobody can read, and one of words only, are none. */
function reader(blobs: ReadonlyMap<string, Buffer>) {
  const known = new Map<string, PastFacts | null>();
  return (path: string, blob: string): PastFacts | null => {
    const key = `${path}\n${blob}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const facts = readFacts(path, pastFile(path, blob, blobs));
    known.set(key, facts);
    return facts;
  };
}

function readFacts(path: string, file: PastFile | null): PastFacts | null {
  if (file?.kind !== 'read') return null;
  const { frontMatter, body } = file.source;
  const { data } = frontMatter;
  if (typeof data !== 'object' || data === null || !('status' in data)) return null;
  const formerly = formerSlugs({ frontMatter }).map(({ former }) => former);
  return { path, data, body, formerly };
}
