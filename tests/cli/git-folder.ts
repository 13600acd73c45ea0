import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { checkAll } from '#checking/check-all.ts';
import { gitEnvironment } from '#settings/git-environment.ts';
import { formatMistake } from '#source/mistake.ts';
import { type ContentFolder, makeContentFolder } from '../unit/content-folder.ts';

/** A `ContentFolder` in a real git repository. */
export interface GitFolder extends ContentFolder {
  readonly git: (...args: string[]) => Promise<string>;
  /** Commits all files as of a day, noon in UTC. */
  readonly commit: (day: string) => Promise<void>;
  /** All mistakes, with those that only the history shows. */
  readonly allMistakes: (now?: string) => Promise<string[]>;
}

/** Runs git in a folder as nobody in particular, at noon of a day. */
export async function gitIn(folder: string, day: string, args: readonly string[]): Promise<string> {
  const at = `${day}T12:00:00Z`;
  const env = { ...gitEnvironment(), GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at };
  const who = ['-c', 'user.name=Editor', '-c', 'user.email=editor@example.org', '-c', 'commit.gpgSign=false'];
  const { stdout } = await promisify(execFile)('git', [...who, ...args], { cwd: folder, env });
  return stdout;
}

/** Makes a repository with one campaign, which no commit holds yet. */
export async function makeGitFolder(): Promise<GitFolder> {
  const folder = await makeContentFolder();
  await gitIn(folder.root, '2026-01-01', ['init', '--quiet', '--initial-branch=main']);
  return {
    ...folder,
    git: (...args) => gitIn(folder.root, '2026-01-01', args),
    commit: async (day) => {
      await gitIn(folder.root, day, ['add', '--all']);
      await gitIn(folder.root, day, ['commit', '--quiet', '--allow-empty', `--message=${day}`]);
    },
    allMistakes: async (now = '2026-11-27') => {
      const { mistakes } = await checkAll(folder.root, {
        sendsMail: true,
        now: new Date(`${now}T12:00:00Z`),
      });
      return mistakes.map(formatMistake);
    },
  };
}
