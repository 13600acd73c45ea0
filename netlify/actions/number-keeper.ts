import { isDeepStrictEqual } from 'node:util';
import { type Campaign, keySlugOf } from '#domain/campaign.ts';
import { OwnError } from '#domain/own-error.ts';
import { type IdSet, packIds } from '#store/id-set.ts';
import { asideIds } from '#store/stored-asides.ts';
import type { Numbers, NumberStore } from '#store/stored-numbers.ts';
import { publishNumber, type PublishingServices } from './publish-numbers.ts';
import { moveToGone, type Pending, settlePending } from './settle-pending.ts';

/** What keeps the numbers of campaigns while retention erases their signatures. */
export interface NumberKeeper extends Pick<NumberStore, 'campaigns' | 'erase'> {
  /** Begins with a campaign, before anything is listed of it. */
  readonly open: (key: string) => Promise<NumberKeeping>;
  /** True if retention has erased signatures of a campaign. */
  readonly hasErased: (key: string) => Promise<boolean>;
}

/** Keeps the number of one campaign in one run. */
export interface NumberKeeping {
  /** Publishes the number before the first batch. Throws if another run erases signatures there. */
  readonly prepare: () => Promise<void>;
  /** Erases a batch by `erase`, and takes it over into the number. Comes after `prepare`. */
  readonly eraseBatch: (ids: readonly string[], erase: () => Promise<void>) => Promise<void>;
}

/** What keeping numbers needs from outside. */
export interface KeepingServices extends PublishingServices {
  readonly numbers: NumberStore;
  readonly campaigns: readonly Campaign[];
}

/** Two runs of the hourly function met at one campaign. */
class OtherRunErases extends OwnError {
  override readonly name = 'OtherRunErases';

  constructor() {
    super('Another run erases signatures of a campaign just now. The next run goes on.');
  }
}

/** Keeps the numbers in one run of the hourly function. */
export function numberKeeper(services: KeepingServices): NumberKeeper {
  const { numbers } = services;
  const erasedOf = async (key: string) => (await numbers.read(key))?.erased ?? null;
  return {
    campaigns: numbers.campaigns,
    erase: numbers.erase,
    hasErased: async (key) => (await erasedOf(key)) !== null,
    open: async (key) => numberKeeping(key, await erasedOf(key), services),
  };
}

/** `erased`: when retention began its last batch. It changes with each batch, so it tells of those of another run. */
function numberKeeping(key: string, erased: string | null, services: KeepingServices): NumberKeeping {
  const { numbers, asides, now } = services;
  let setAside: IdSet | null = null;
  return {
    prepare: async () => {
      if (setAside !== null) return;
      const published = await publish(key, services);
      if (published === 'erasing' || (published?.erased ?? null) !== erased) throw new OtherRunErases();
      setAside = asideIds(await asides.read(key));
    },
    eraseBatch: async (ids, erase) => {
      const aside = ids.filter((id) => setAside?.has(id) === true);
      const counted = ids.filter((id) => setAside?.has(id) !== true);
      const pending = { counted: packIds(counted), aside: packIds(aside) };
      const batch = { pending, erased: now().toISOString() };
      const begun = await numbers.update(key, (found) => begin(found, batch, erased));
      if (begun && !isDeepStrictEqual(begun.pending, pending)) throw new OtherRunErases();
      erased = batch.erased;
      await erase();
      const gone = { counted: counted.length, aside: aside.length };
      await numbers.update(key, (found) => moveToGone(found, pending, gone));
    },
  };
}

/** Nobody sees the number of a draft, or of what belongs to no campaign. There it is kept if there is one. */
async function publish(key: string, services: KeepingServices): Promise<Numbers | null | 'erasing'> {
  const campaign = services.campaigns.find((one) => keySlugOf(one) === key);
  const isPublished = campaign !== undefined && campaign.status !== 'draft';
  return isPublished ? publishNumber(campaign, services) : settlePending(key, services);
}

/** The numbers with a batch under way; the same object if there is one already, or another run began since. */
function begin(
  numbers: Numbers | null,
  batch: { readonly pending: Pending; readonly erased: string },
  erased: string | null,
): Numbers | null {
  if (numbers === null || numbers.pending !== null || numbers.erased !== erased) return numbers;
  return { ...numbers, ...batch };
}
