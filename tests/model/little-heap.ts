import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import type { StoreWorld } from '../support/store-world.ts';

/**
 * Runs `in-little-heap.ts` with a heap of this many MB, and gives what it printed. Node itself and the code take 17 MB
 * of it.
 */
export async function inHeapOf(
  { folder }: StoreWorld,
  megabytes: number,
  ...words: string[]
): Promise<string> {
  const script = new URL('in-little-heap.ts', import.meta.url).pathname;
  const heap = [`--max-old-space-size=${megabytes}`, '--max-semi-space-size=4'];
  const env = { ...process.env, UNDERSIGNED_ROOT: inject('deployed'), TEST_FOLDER: folder };
  const { stdout } = await promisify(execFile)(process.execPath, [...heap, script, ...words], { env });
  return stdout;
}
