import { describe, expect, it } from 'vitest';
import { MAX_ROWS } from '#actions/download.ts';
import { partsFor } from '#domain/part.ts';
import { STORE, TOKEN, withBlobs } from '../functions/platform.ts';
import { aSignature, someIds } from '../store/a-signature.ts';
import { inHeapOf } from './little-heap.ts';

const blobs = await withBlobs();
const ROWS = Number(process.env['HEAVY_ROWS']);
const KEYS = Number(process.env['COUNTED_KEYS']);
/** The longest comment that a form accepts. The rows of the short run weigh 40 MB, more than the heap. */
const COMMENT = '😀'.repeat(1_000);

function seed(count: number, body: string | ((key: string) => string)): void {
  blobs.seed(
    STORE,
    someIds(count).map((id) => [`clean-river/${id}`, body] as const),
  );
}

describe('memory, which the goal sets at 150 MB for a million', { timeout: 3_600_000 }, () => {
  it(`is less for a download of ${ROWS} signatures than what they weigh`, async () => {
    seed(ROWS, (key) => JSON.stringify(aSignature({ id: key.split('/')[1] ?? '', comment: COMMENT })));
    expect(await inHeapOf(blobs, 32, 'download', String(partsFor(ROWS, MAX_ROWS)), TOKEN)).toBe(`${ROWS}\n`);
  });

  it(`holds a few pages of keys while ${KEYS} are counted`, async () => {
    seed(KEYS, '');
    expect(await inHeapOf(blobs, 36, 'count')).toBe(`${KEYS}\n`);
  });
});
