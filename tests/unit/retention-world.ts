import type { Erasing } from '#actions/batch-erasure.ts';
import { eraseExpired } from '#actions/retention.ts';
import { chained } from '#audit/audit-chain.ts';
import type { AuditEvent } from '#audit/audit-entry.ts';
import type { Campaign } from '#domain/campaign.ts';
import type { Site } from '#domain/site.ts';
import type { RetentionMark } from '#store/retention-marks.ts';
import { aSignature, someIds } from '../store/a-signature.ts';
import { memorySignatureStore } from '../store/memory-signature-store.ts';

const site: Pick<Site, 'retention' | 'timeZone'> = { retention: 180, timeZone: 'America/New_York' };

/** A site with its stores, in which time passes and campaigns come and go. */
export function aWorld() {
  const stores = new Map(
    ['own', 'deploy-preview', 'branch-deploy'].map((name) => [name, memorySignatureStore()] as const),
  );
  const marks: RetentionMark[] = [];
  const logged: AuditEvent[] = [];
  const told: string[] = [];
  const storeOf = (name: string) => stores.get(name) ?? memorySignatureStore();
  const world = {
    campaigns: [] as Campaign[],
    logged,
    told,
    marks,
    store: storeOf,
    isDown: (key: string): boolean => key === '',
    isUnreadable: (id: string): boolean => id === '',
    hasTime: true,
    sign: async (campaign: string, count: number, { at = '2026-01-01T12:00:00Z', where = 'own' } = {}) => {
      for (const id of someIds(count)) {
        await storeOf(where).record(aSignature({ id, campaign, signedAt: at }));
      }
    },
    left: (campaign: string, where = 'own') => storeOf(where).count(campaign),
    runAt: (instant: string) => {
      const now = () => new Date(instant);
      const erasing = (name: string): Erasing => ({
        kind: 'signatures',
        store: {
          ...storeOf(name),
          count: (key: string) =>
            world.isDown(key) ? Promise.reject(new Error('down')) : storeOf(name).count(key),
          read: (key: string, id: string) =>
            world.isUnreadable(id) ? Promise.reject(new Error('unreadable')) : storeOf(name).read(key, id),
          // A store may list a folder whose signatures are all erased.
          folders: async () => ['emptied', ...(await storeOf(name).folders())],
        },
        audit: {
          append: (event: AuditEvent, at: Date) => {
            logged.push(event);
            return Promise.resolve(
              chained({ number: 1, at: at.toISOString(), ...event, nonce: '', previous: '' }),
            );
          },
        },
        now,
        hasTime: () => world.hasTime,
      });
      return eraseExpired({
        campaigns: world.campaigns,
        site: site as Site,
        own: erasing('own'),
        previews: new Map(['deploy-preview', 'branch-deploy'].map((name) => [name, erasing(name)])),
        marks: {
          all: () => Promise.resolve([...marks]),
          add: (mark) => {
            marks.push(mark);
            return Promise.resolve();
          },
          remove: (gone) => {
            marks.splice(
              0,
              marks.length,
              ...marks.filter((mark) => JSON.stringify(mark) !== JSON.stringify(gone)),
            );
            return Promise.resolve();
          },
        },
        tell: (what) => told.push(what),
      });
    },
  };
  return world;
}
