import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { saidOrigin } from './said-origin.ts';

/** What only `.env` may set. Astro serves no page where it finds VITEST (7.3.4). */
export const NOT_SET = {
  SIGNATURE_SECRET: undefined,
  ORGANIZER_TOKENS: undefined,
  MAIL_FROM: undefined,
  URL: undefined,
  VITEST: undefined,
};

/** A running `npm start`. */
export interface StartedProject {
  readonly origin: string;
  readonly process: ChildProcess;
  /** All that it printed so far. */
  readonly said: () => string;
  /** Ends it by a signal, and gives its exit code. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<unknown>;
}

/** Starts the project over the content in the folder `root`, and waits for its address. */
export async function startProject(
  root: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<StartedProject> {
  const env = { ...process.env, ...NOT_SET, UNDERSIGNED_ROOT: root, NODE_ENV: 'development', ...settings };
  const started = spawn(process.execPath, ['netlify/local/start.ts', '--port=0'], { env });
  let said = '';
  for (const stream of [started.stdout, started.stderr]) {
    stream.on('data', (bytes: Buffer) => (said += bytes.toString()));
  }
  const origin = await saidOrigin(started);
  return {
    origin,
    process: started,
    said: () => said,
    stop: async (signal = 'SIGTERM') => {
      if (started.exitCode !== null) return started.exitCode;
      started.kill(signal);
      const [code] = (await once(started, 'exit')) as unknown[];
      return code;
    },
  };
}
