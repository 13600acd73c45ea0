import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The origin that `npm start` or `npm run serve` prints when it listens. */
export async function saidOrigin({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new TypeError('The server says nothing.');
  for await (const line of createInterface(stdout)) {
    const origin = /^\s*Site\s+(http:\/\/localhost:\d+)\/$/u.exec(line)?.[1];
    if (origin) return origin;
  }
  throw new Error('The server ended before it listened.');
}
