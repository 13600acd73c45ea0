import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import packageJson from '../../package.json' with { type: 'json' };

/** What a process said, and how it ended. */
interface EndedProcess {
  /** `null` where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a script of package.json as npm does, in a process of its own without a terminal. */
export function startScript(
  name: keyof typeof packageJson.scripts,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): { process: ChildProcess; ended: Promise<EndedProcess> } {
  const [, ...words] = packageJson.scripts[name].split(' ');
  const { PATH } = process.env;
  const child = spawn(process.execPath, [...words, ...args], {
    env: { ...env, ...(PATH === undefined ? {} : { PATH }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { process: child, ended: endOf(child) };
}

async function endOf(child: ChildProcess): Promise<EndedProcess> {
  if (!child.stdout || !child.stderr) throw new TypeError('The process has no output.');
  const [stdout, stderr] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    child.exitCode ?? once(child, 'exit'),
  ]);
  return { code: child.exitCode, stdout, stderr };
}
