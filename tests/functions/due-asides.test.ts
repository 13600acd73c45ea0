import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { eraseDueAsides } from '#actions/erase-due-asides.ts';
import { deployedCampaign, deployedCampaigns } from '#deploy/deployed-content.ts';
import { erasingAsidesServices } from '#endpoint/aside-services.ts';
import { someIds } from '../store/a-signature.ts';
import { countNow, listAsides, logged, putBack, REASON, seedRiver, setAside } from './aside-request.ts';
import { invocation, STORE, withBlobs } from './platform.ts';
import { withVirtualTime } from './virtual-time.ts';

const blobs = await withBlobs();
const MARKS = 'withdrawals-local';
const IDS = someIds(6);
const DUE = { eraseAfterDays: 30 };
const BUDGET = { totalMs: 26_000, attemptMs: 5_000 };

// No file is read while the clock is virtual: it would run on meanwhile.
beforeAll(deployedCampaigns);
withVirtualTime(blobs, { days: true });
beforeEach(() => {
  vi.setSystemTime('2030-01-31T12:00:00.000Z');
});

const seed = (ids: readonly string[] = IDS) => {
  seedRiver(blobs, ids);
};

/** Erases what is due, as the hourly function does at this moment. */
async function eraseAt(moment: string, hasTime = () => true): Promise<number> {
  vi.setSystemTime(moment);
  const campaign = await deployedCampaign('clean-river');
  if (!campaign) throw new RangeError('There is no such campaign.');
  return eraseDueAsides(campaign, erasingAsidesServices(invocation(), BUDGET, hasTime));
}

const THEN = '2030-03-02T12:00:00.000Z';

describe('what is set aside with a day of erasure', () => {
  it('stays through the thirtieth day, and is then erased for good, aside and all', async () => {
    seed();
    await setAside(IDS.slice(0, 2), REASON, DUE);
    await setAside(IDS.slice(2, 4), 'stays');
    expect(await eraseAt('2030-03-02T11:59:59.999Z')).toBe(0);
    expect(blobs.size(STORE)).toBe(6);
    expect(await eraseAt(THEN)).toBe(2);
    expect((await listAsides()).map(({ reason }) => reason)).toEqual(['stays']);
    expect(await countNow()).toEqual({ online: 2, setAside: 2 });
    expect(await eraseAt(THEN)).toBe(0);
  });

  it('goes as what an organizer erases goes: logged, and marked against older confirmations', async () => {
    seed();
    await setAside(IDS.slice(0, 2), REASON, DUE);
    await eraseAt(THEN);
    expect(await logged()).toEqual(['ana aside 2', ' erase 2']);
    const marked = IDS.slice(0, 2).map((id) => `signature/clean-river/${id}`);
    expect(blobs.keys(MARKS)).toEqual(marked.toSorted());
  });

  it('is not erased where it was put back in time', async () => {
    seed();
    await putBack(await setAside(IDS.slice(0, 2), REASON, DUE));
    expect(await eraseAt(THEN)).toBe(0);
    expect(await countNow()).toEqual({ online: 6, setAside: 0 });
  });

  it('keeps a signature that stands in an aside that is not due', async () => {
    seed();
    await setAside(IDS.slice(0, 3), REASON, DUE);
    await setAside(IDS.slice(2, 4), 'stays');
    vi.setSystemTime('2030-02-01T12:00:00.000Z');
    await setAside(IDS.slice(1, 2), 'is due later', DUE);
    expect(await eraseAt(THEN)).toBe(1);
    expect((await listAsides()).map(({ reason }) => reason)).toEqual(['stays', 'is due later']);
    expect(await countNow()).toEqual({ online: 2, setAside: 3 });
    expect(await eraseAt('2030-03-04T00:00:00.000Z')).toBe(1);
    expect(await countNow()).toEqual({ online: 2, setAside: 2 });
  });

  it('keeps what was put back from another aside, until somebody says anew that it is to be erased', async () => {
    seed();
    const other = await setAside(IDS.slice(0, 1), 'another');
    await setAside(IDS.slice(0, 3), REASON, DUE);
    await putBack(other);
    expect(await eraseAt(THEN)).toBe(0);
    expect(await countNow()).toEqual({ online: 3, setAside: 3 });
    await setAside(IDS.slice(0, 3), REASON, DUE);
    expect(await eraseAt('2030-04-01T12:00:00.000Z')).toBe(3);
  });

  it('erases a signature that stands in two asides which are both due', async () => {
    seed();
    await setAside(IDS.slice(0, 2), REASON, DUE);
    await setAside(IDS.slice(1, 3), 'another', DUE);
    expect(await eraseAt(THEN)).toBe(3);
    expect(await listAsides()).toEqual([]);
    expect(blobs.size(STORE)).toBe(3);
  });

  it('takes ids that no signature has, and goes then', async () => {
    await setAside(IDS, REASON, DUE);
    expect(await eraseAt(THEN)).toBe(0);
    expect([await listAsides(), await logged()]).toEqual([[], ['ana aside 6']]);
  });
});

describe('a run of the hourly function', () => {
  it('erases in batches while there is time, and the next one goes on', async () => {
    const ids = someIds(1_300);
    seed(ids);
    await setAside(ids, REASON, DUE);
    let batches = 0;
    expect(await eraseAt(THEN, () => (batches += 1) <= 2)).toBe(1_000);
    expect((await listAsides()).length).toBe(1);
    expect(await eraseAt(THEN)).toBe(300);
    expect(await logged()).toEqual(['ana aside 1300', ' erase 500', ' erase 500', ' erase 300']);
    expect([blobs.size(STORE), await listAsides()]).toEqual([0, []]);
  });

  it('stops where the aside is put back between two batches', async () => {
    const ids = someIds(1_300);
    seed(ids);
    const aside = await setAside(ids, REASON, DUE);
    let entries = 0;
    const isBack = Promise.withResolvers<undefined>();
    blobs.faults.decide((operation, key) => {
      if (operation !== 'put' || !key.startsWith('entry/')) return undefined;
      entries += 1;
      if (entries === 1) void putBack(aside).then(() => isBack.resolve(undefined));
      return undefined;
    });
    blobs.faults.next('delete', { until: isBack.promise });
    expect(await eraseAt(THEN)).toBe(500);
    expect(blobs.size(STORE)).toBe(800);
    expect(await countNow()).toEqual({ online: 800, setAside: 0 });
  });

  it.each(['put', 'delete', 'head'] as const)(
    'that fails at a %s leaves the rest for the next one',
    async (operation) => {
      seed();
      await setAside(IDS.slice(0, 4), REASON, DUE);
      blobs.faults.decide((asked, key) =>
        asked === operation && key.includes(IDS[2] ?? '') ? { status: 403 } : undefined,
      );
      await expect(eraseAt(THEN)).rejects.toThrow('The store did not confirm');
      expect((await listAsides()).length).toBe(1);
      blobs.faults.clear();
      await eraseAt(THEN);
      expect([blobs.size(STORE), await listAsides()]).toEqual([2, []]);
      expect(await countNow()).toEqual({ online: 2, setAside: 0 });
    },
  );

  it('erases nothing without an entry of the log', async () => {
    seed();
    await setAside(IDS, REASON, DUE);
    blobs.faults.decide((operation, key) =>
      operation === 'put' && key.startsWith('entry/') ? { status: 403 } : undefined,
    );
    await expect(eraseAt(THEN)).rejects.toThrow('The store did not confirm');
    expect([blobs.size(STORE), (await listAsides()).length]).toEqual([6, 1]);
  });
});
