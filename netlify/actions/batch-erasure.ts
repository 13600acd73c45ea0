import type { AuditLog } from '#audit/audit-log.ts';
import { partsFor } from '#domain/part.ts';
import type { SignatureStore } from '#store/signature-store.ts';
import type { AsideStore } from '#store/stored-asides.ts';
import type { NumberKeeper, NumberKeeping } from './number-keeper.ts';
import { settleEach, throwFailure } from './settle-each.ts';

/** The most signatures erased after one log entry. */
export const BATCH_ROWS = 2_000;

/** What erasing needs of a store: of signatures, or of wishes for news. */
export interface Erasable extends Pick<SignatureStore, 'folders' | 'count' | 'ids' | 'erase'> {
  /** When an entry was given; `null` if it is gone. */
  readonly read: (campaign: string, id: string) => Promise<{ id: string; signedAt: string } | null>;
}

/** What the log and whoever runs the site read of each kind of entry. */
export const ENTRY_WORDS = {
  signatures: { erased: 'retention', orphaned: 'orphaned', words: 'signatures' },
  news: { erased: 'retention-news', orphaned: 'orphaned-news', words: 'wishes for news' },
} as const;

/** A store, its log, and the time that is left. */
export interface Erasing {
  readonly kind: keyof typeof ENTRY_WORDS;
  readonly store: Erasable;
  readonly audit: Pick<AuditLog, 'append'>;
  /** What organizers set aside of these entries; absent for news. */
  readonly asides?: Pick<AsideStore, 'campaigns' | 'erase'>;
  /** Keeps the numbers; absent for news, and for previews, whose signatures are tries. */
  readonly numbers?: NumberKeeper;
  readonly now: () => Date;
  /** True while there is time for one more batch. */
  readonly hasTime: () => boolean;
}

/** A folder of the store, and the name of its campaign in the log. */
export interface Folder {
  readonly key: string;
  readonly name: string;
}

/** Erases all signatures of a folder, in batches. The next run finds what is left. */
export async function eraseFolder(folder: Folder, erasing: Erasing): Promise<number> {
  const keeping = await erasing.numbers?.open(folder.key);
  const of = partsFor(await erasing.store.count(folder.key), BATCH_ROWS);
  let erased = 0;
  for (let number = 1; number <= of && erasing.hasTime(); number += 1) {
    erased += await eraseBatch(folder, await erasing.store.ids(folder.key, { number, of }), erasing, keeping);
  }
  return erased;
}

/**
 * Erases these signatures and returns their number. It writes the log entry first. The number of the campaign stays
 * as it is, whatever breaks off.
 */
export async function eraseBatch(
  { key, name }: Folder,
  ids: readonly string[],
  { kind, store, audit, now }: Erasing,
  keeping?: NumberKeeping,
): Promise<number> {
  if (ids.length === 0) return 0;
  await keeping?.prepare();
  const what = ENTRY_WORDS[kind].erased;
  await audit.append({ who: '', what, campaign: name, count: ids.length }, now());
  const erase = async () => throwFailure(await settleEach(ids, (id) => store.erase(key, id)));
  await (keeping ? keeping.eraseBatch(ids, erase) : erase());
  return ids.length;
}
