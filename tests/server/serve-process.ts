import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { TOKEN } from '../functions/platform.ts';
import { saidOrigin } from '../support/said-origin.ts';

/** `npm run serve` in a process of its own. */
export interface ServeProcess {
  readonly port: number;
  readonly origin: string;
  /** Sends a signal, and resolves to the exit code once the process is gone: `null` if the signal ended it. */
  readonly end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<number | null>;
}

/** A machine of its own: a built site, and a folder for its data. */
export interface Machine extends AsyncDisposable {
  readonly dataFolder: string;
  /** Starts the server. With `blocks` no file may be longer than so many times 512 bytes. */
  readonly start: (limits?: { readonly blocks?: number }) => Promise<ServeProcess>;
}

/** Makes a machine, with other settings where they are given. Whatever is left running at its end is killed. */
export async function aMachine(settings: Readonly<Record<string, string>> = {}): Promise<Machine> {
  const root = await mkdtemp(join(tmpdir(), 'undersigned-machine-'));
  await cp(inject('deployed'), root, { recursive: true });
  const facts = join(root, 'dist/deploy.json');
  await writeFile(facts, (await readFile(facts, 'utf8')).replace('"netlify"', '"own"'));
  const running = new Set<ChildProcess>();
  const env = {
    ...process.env,
    UNDERSIGNED_ROOT: root,
    DATA_DIR: join(root, 'data'),
    TRUSTED_PROXIES: '127.0.0.1',
    SIGNATURE_SECRET: 's'.repeat(32),
    ORGANIZER_TOKENS: `ana:${TOKEN}`,
    PORT: '0',
    NODE_ENV: 'production',
    ...settings,
  };
  return {
    [Symbol.asyncDispose]: async () => {
      for (const child of running) child.kill('SIGKILL');
      await rm(root, { recursive: true });
    },
    dataFolder: env.DATA_DIR,
    start: async ({ blocks } = {}) => {
      const serve = [process.execPath, 'netlify/local/serve.ts'];
      // Node ignores the signal for a file that is too long. So a write fails, as on a full disk.
      const [command = '', ...args] = blocks
        ? ['sh', '-c', `ulimit -f ${blocks}; exec "$@"`, 'sh', ...serve]
        : serve;
      const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'ignore'] });
      running.add(child);
      const exit = once(child, 'exit') as Promise<[number | null]>;
      const origin = await saidOrigin(child);
      // Its log must not fill the pipe.
      child.stdout.resume();
      return {
        origin,
        port: Number(new URL(origin).port),
        end: async (signal) => {
          child.kill(signal);
          const [code] = await exit;
          running.delete(child);
          return code;
        },
      };
    },
  };
}
