import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, inject, it } from 'vitest';
import { partsFor } from '#domain/part.ts';
import { MAX_ROWS } from '../../netlify/functions/download.ts';
import { STORE, TOKEN, withBlobs } from '../functions/platform.ts';
import { aSignature, someIds } from '../store/a-signature.ts';

const blobs = await withBlobs();
const ROWS = Number(process.env['DOWNLOAD_ROWS']);
/** The longest comment there is: the rows of the short run weigh 30 MB, more than the heap they come through. */
const COMMENT = 'x'.repeat(1_000);
/** Node itself and the code take 17 MB of it. The goal is 150 MB at a million rows. */
const SMALL_HEAP = ['--max-old-space-size=28', '--max-semi-space-size=4'];

describe(`a download of ${ROWS} signatures`, () => {
  it('fits through a heap smaller than what it brings', { timeout: 3_600_000 }, async () => {
    const body = (key: string) =>
      JSON.stringify(aSignature({ id: key.split('/')[1] ?? '', comment: COMMENT }));
    blobs.seed(
      STORE,
      someIds(ROWS).map((id) => [`clean-river/${id}`, body] as const),
    );
    const script = new URL('download-parts.ts', import.meta.url).pathname;
    const env = { ...process.env, UNDERSIGNED_ROOT: inject('deployed') };
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [...SMALL_HEAP, script, String(partsFor(ROWS, MAX_ROWS)), TOKEN],
      { env },
    );
    expect(stdout).toBe(`${ROWS}\n`);
  });
});
