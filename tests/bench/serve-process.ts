import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import project from '../../package.json' with { type: 'json' };
import { SETTINGS } from './functions.ts';

/** `npm run serve` in its own process, as an operator starts it. */
export interface ServeProcess extends AsyncDisposable {
  readonly port: number;
  /** The memory of the process that is in use, in MB. */
  memoryMb(): Promise<number>;
}

/** A program that listens on a port. */
export interface Listening extends AsyncDisposable {
  readonly pid: number;
}

/**
 * Starts the server over the built site of `UNDERSIGNED_ROOT`, with its file in `folder`. Its log goes into a file, as
 * an operator's does. It believes this machine's `X-Forwarded-For`, so that every person has an address.
 */
export async function startServe(folder: string): Promise<ServeProcess> {
  const port = await freePort();
  const env = {
    ...process.env,
    ...SETTINGS,
    PORT: String(port),
    DATA_DIR: folder,
    TRUSTED_PROXIES: '127.0.0.1',
    NODE_ENV: 'production',
  };
  // What npm runs, without npm: its memory is not the server's.
  const [, ...args] = project.scripts.serve.split(' ');
  const listening = await startProgram(process.execPath, args, { port, folder, env });
  return {
    port,
    memoryMb: async () => {
      const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(listening.pid)]);
      return Number(stdout) / 1024;
    },
    [Symbol.asyncDispose]: () => listening[Symbol.asyncDispose](),
  };
}

/** Starts a program that logs into a file of `folder`. Resolves once it takes connections. */
export async function startProgram(
  command: string,
  args: readonly string[],
  { port, folder, env }: { port: number; folder: string; env?: NodeJS.ProcessEnv },
): Promise<Listening> {
  const log = await open(join(folder, 'bench.log'), 'a');
  const child = spawn(command, args, { env, stdio: ['ignore', log.fd, log.fd] });
  await log.close();
  const exit = once(child, 'exit');
  while (!(await takesConnections(port))) {
    if (child.exitCode !== null)
      throw new Error(`${command} ended before it listened: see ${folder}/bench.log.`);
    await setTimeout(5);
  }
  return {
    pid: child.pid ?? 0,
    [Symbol.asyncDispose]: async () => {
      child.kill();
      await exit;
    },
  };
}

/** A port that nobody has now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => {
      resolve(false);
    });
  });
}
