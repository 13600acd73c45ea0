import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { gitEnvironment } from '#settings/git-environment.ts';

/** Commits everything in a folder as of noon of a day, and begins a repository there if there is none. */
export async function commitAs(root: string, day: string): Promise<void> {
  const at = `${day}T12:00:00Z`;
  const env = { ...gitEnvironment(), GIT_AUTHOR_DATE: at, GIT_COMMITTER_DATE: at };
  const who = ['-c', 'user.name=Editor', '-c', 'user.email=editor@example.org', '-c', 'commit.gpgSign=false'];
  for (const args of [
    ['init', '--quiet', '--initial-branch=main'],
    ['add', '--all'],
    ['commit', '--quiet', '--allow-empty', `--message=${day}`],
  ])
    await promisify(execFile)('git', [...who, ...args], { cwd: root, env });
}
