import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { gitEnvironment } from '#settings/git-environment.ts';

const PROJECT = new URL('../..', import.meta.url).pathname;

/** What a clone holds, and a campaign's work needs. Tests are left out, because they are half of all files. */
const CLONED = ['src', 'netlify', 'public', 'docs', 'package.json', 'astro.config.mjs', 'tsconfig.json'];

/** Settings of a host or of this test run. An editor's machine has none of them. */
const NOT_OF_AN_EDITOR =
  /^(?:VITEST|NODE_ENV|NODE_OPTIONS|UNDERSIGNED_|MAIL_|URL$|CONTEXT$|NETLIFY|GITHUB_)/u;

/** A line of a shell, and how it ended. */
interface Ended {
  readonly code: number;
  /** What it said, to both streams. */
  readonly said: string;
}

/** A copy of this project as after `git clone` and `npm ci`, with a repository to push to. */
export interface FreshProject {
  readonly root: string;
  /** Runs a line of a shell there, as an editor types it. */
  readonly run: (line: string, settings?: Readonly<Record<string, string>>) => Promise<Ended>;
  readonly remove: () => Promise<void>;
}

/** Makes such a copy, without content and without a commit. */
export async function makeFreshProject(): Promise<FreshProject> {
  const folder = await mkdtemp(join(tmpdir(), 'undersigned-fresh-'));
  const root = join(folder, 'project');
  await Promise.all(CLONED.map((name) => cp(join(PROJECT, name), join(root, name), { recursive: true })));
  await symlink(join(PROJECT, 'node_modules'), join(root, 'node_modules'));
  const run = shellIn(root);
  await run(`git init --quiet --bare --initial-branch=main ${relative(root, join(folder, 'origin.git'))}`);
  await run('git init --quiet --initial-branch=main');
  await run('git config user.name Editor && git config user.email editor@example.org');
  await run('git remote add origin ../origin.git');
  return { root, run, remove: () => rm(folder, { recursive: true, force: true }) };
}

function shellIn(cwd: string): FreshProject['run'] {
  const kept = Object.entries(gitEnvironment()).filter(([name]) => !NOT_OF_AN_EDITOR.test(name));
  const PATH = [join(PROJECT, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
  const running = promisify(execFile);
  return async (line, settings = {}) => {
    const env = { ...Object.fromEntries(kept), PATH, ...settings };
    try {
      const { stdout, stderr } = await running('sh', ['-c', line], { cwd, env });
      return { code: 0, said: stdout + stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as Readonly<{ code: number; stdout: string; stderr: string }>;
      return { code, said: stdout + stderr };
    }
  };
}
