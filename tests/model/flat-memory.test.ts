import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, inject, it } from 'vitest';
import { MAX_ROWS } from '#actions/download.ts';
import { partsFor } from '#domain/part.ts';
import { STORE, TOKEN, withBlobs } from '../functions/platform.ts';
import { aSignature, someIds } from '../store/a-signature.ts';

const blobs = await withBlobs();
const ROWS = Number(process.env['HEAVY_ROWS']);
const KEYS = Number(process.env['COUNTED_KEYS']);
/** The longest comment that a form accepts. The rows of the short run weigh 40 MB, more than the heap. */
const COMMENT = '😀'.repeat(1_000);

/** Runs the function with a heap of this many MB. Node itself and the code take 17 MB of it. */
async function inHeapOf(megabytes: number, ...words: string[]): Promise<string> {
  const script = new URL('in-little-heap.ts', import.meta.url).pathname;
  const heap = [`--max-old-space-size=${megabytes}`, '--max-semi-space-size=4'];
  const env = { ...process.env, UNDERSIGNED_ROOT: inject('deployed') };
  const { stdout } = await promisify(execFile)(process.execPath, [...heap, script, ...words], { env });
  return stdout;
}

function seed(count: number, body: string | ((key: string) => string)): void {
  blobs.seed(
    STORE,
    someIds(count).map((id) => [`clean-river/${id}`, body] as const),
  );
}

describe('memory, which the goal sets at 150 MB for a million', { timeout: 3_600_000 }, () => {
  it(`is less for a download of ${ROWS} signatures than what they weigh`, async () => {
    seed(ROWS, (key) => JSON.stringify(aSignature({ id: key.split('/')[1] ?? '', comment: COMMENT })));
    expect(await inHeapOf(32, 'download', String(partsFor(ROWS, MAX_ROWS)), TOKEN)).toBe(`${ROWS}\n`);
  });

  it(`holds a few pages of keys while ${KEYS} are counted`, async () => {
    seed(KEYS, '');
    expect(await inHeapOf(36, 'count')).toBe(`${KEYS}\n`);
  });
});
