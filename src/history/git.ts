import { execFile } from 'node:child_process';
import { gitEnvironment } from '#settings/git-environment.ts';

/** A history that takes longer is left alone: no check may hold up a build. */
const TIMEOUT_MS = 20_000;
const MAX_BYTES = 256 * 1024 * 1024;

/** There is no git, no repository, or git failed. The message says why. */
export class GitError extends Error {
  override readonly name = 'GitError';
}

/** The standard output of git in a folder. No shell reads the arguments. Throws a `GitError`. */
export function git(folder: string, args: readonly string[], input = ''): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = {
      cwd: folder,
      env: gitEnvironment(),
      encoding: 'buffer' as const,
      timeout: TIMEOUT_MS,
      maxBuffer: MAX_BYTES,
      windowsHide: true,
    };
    const child = execFile('git', [...args], options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new GitError(whyItFailed(error, stderr), { cause: error }));
    });
    // A git that ended before it read everything has its own error.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

function whyItFailed(error: Error & { code?: unknown; killed?: boolean }, stderr: Buffer): string {
  if (error.code === 'ENOENT') return 'git is not installed';
  if (error.killed === true) return 'git took too long';
  const [line = ''] = stderr.toString('utf8').split('\n');
  if (line.includes('not a git repository')) return 'this folder is no git repository';
  return line.replace(/^fatal: /u, '') || 'git failed';
}
