import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MAX_ROWS } from '#actions/download.ts';
import { deployedCampaigns } from '#deploy/deployed-content.ts';
import { signaturesPath } from '#domain/api-paths.ts';
import { partsFor } from '#domain/part.ts';
import { ASIDES, countNow, putBack, setAside } from '../functions/aside-request.ts';
import { asOrganizer, ask, STORE, withBlobs } from '../functions/platform.ts';
import { withVirtualTime } from '../functions/virtual-time.ts';
import { someIds } from '../store/a-signature.ts';
import { asidesOf } from '../store/some-asides.ts';
import { inHeapOf } from './little-heap.ts';

const blobs = await withBlobs();
const KEYS = Number(process.env['COUNTED_KEYS']);
const GROUPS = 500;
/** One in a hundred counts. So nearly every id is looked up where it is found. */
const COUNTED = KEYS / 100;
const ids = someIds(KEYS);
/** A heap that counts as many without asides, and 60 MB a million ids: their text, twice. */
const HEAP_MB = 36 + Math.ceil((60 * KEYS) / 1_000_000);

// A busy machine is no slow store. No file is read while the clock is virtual: it would run on meanwhile.
beforeAll(deployedCampaigns);
withVirtualTime(blobs);

/** A million keys take a while where the machine is busy. */
const SEEDING_MS = 600_000;

beforeEach(() => {
  blobs.seed(
    STORE,
    ids.map((id) => [`clean-river/${id}`, ''] as const),
  );
}, SEEDING_MS);

function seedAsides(): void {
  blobs.seed(ASIDES, [['clean-river', asidesOf(ids.slice(COUNTED), GROUPS)]]);
}

/** The reads and writes of an action. A page of a list may be asked for twice where the machine is busy. */
async function requestsOf(act: () => Promise<unknown>): Promise<{ get: number; put: number }> {
  blobs.operations.reset();
  await act();
  const { get, put } = blobs.operations;
  return { get, put };
}

describe(
  `${KEYS} signatures, of which 99 in a hundred stand in ${GROUPS} asides`,
  { timeout: 3_600_000 },
  () => {
    it('are counted by no more requests than without an aside', async () => {
      const without = await requestsOf(countNow);
      seedAsides();
      expect(await requestsOf(countNow)).toEqual(without);
      expect(without).toEqual({ get: 2, put: 0 });
      expect(await countNow()).toEqual({ online: COUNTED, setAside: KEYS - COUNTED });
    });

    it(`are counted in a heap of ${HEAP_MB} MB, of the 150 that the goal allows`, async () => {
      seedAsides();
      expect(await inHeapOf(blobs, HEAP_MB, 'count')).toBe(`${COUNTED}\n`);
    });

    it('cost one read a part of a download, beside the list and the rows', async () => {
      seedAsides();
      const of = partsFor(KEYS, MAX_ROWS);
      for (const query of ['', '&aside=only']) {
        const path = `${signaturesPath('clean-river')}?format=ndjson&part=1/${of}${query}`;
        const { get, put } = await requestsOf(() => ask(path, asOrganizer({ method: 'HEAD' })));
        expect({ get, put }, query).toEqual({ get: 1, put: 0 });
      }
    });

    it('take one more aside, and give it back, each by one read before the log and one before the write', async () => {
      seedAsides();
      let aside = '';
      const set = async () => (aside = await setAside(ids.slice(0, 5)));
      await setAside(ids.slice(5, 10), 'Finds the end of the log');
      expect(await requestsOf(set)).toEqual({ get: 2, put: 2 });
      expect(await requestsOf(() => putBack(aside))).toEqual({ get: 2, put: 2 });
      expect(await countNow()).toMatchObject({ online: COUNTED - 5 });
    });
  },
);
