import { type Campaign, keySlugOf } from '#domain/campaign.ts';
import { isExact, type Tally } from '#domain/count.ts';
import type { SignatureStore } from '#store/signature-store.ts';
import { asideIds, type AsideStore } from '#store/stored-asides.ts';
import type { Numbers, NumberStore } from '#store/stored-numbers.ts';
import type { ShareStore } from '#store/stored-shares.ts';
import { shownNumbers } from './shown-numbers.ts';

/** What a tally needs from outside. It reads no signature. */
export interface TallyServices {
  readonly signatures: Pick<SignatureStore, 'countAmong'>;
  readonly asides: Pick<AsideStore, 'read'>;
  /** What earlier requests counted, where one cannot count all. */
  readonly shares: ShareStore;
  readonly numbers: Pick<NumberStore, 'read'>;
}

/** How many signatures a list of keys shows, of each kind. */
export interface Counted {
  readonly counted: number;
  readonly aside: number;
}

/** The same, and when it was true. */
export interface Listed extends Counted {
  /** When the oldest part of the list was read; `null` if it was read just now. */
  readonly since: Date | null;
}

/** Clocks of two machines differ by less. */
const SKEW_MS = 60_000;

/**
 * What is published of a campaign's signatures. An exact number is one list of keys, or its shares, and two documents.
 * Whatever breaks off meanwhile, each signature is in it once. A coarse number is the one that the hourly function wrote.
 */
export async function tally(campaign: Campaign, services: TallyServices, now: Date): Promise<Tally> {
  const key = keySlugOf(campaign);
  if (!isExact(campaign)) return published(shownNumbers(campaign, await services.numbers.read(key)), now);
  const listed = await listSignatures(key, services);
  // Read after the list: so it tells if retention erased anything while the list was read.
  const numbers = await services.numbers.read(key);
  if (numbers && isErasing(numbers, listed.since ?? now)) return published(numbers, now);
  return {
    online: listed.counted + (numbers?.gone.counted ?? 0),
    setAside: listed.aside + (numbers?.gone.aside ?? 0),
    erased: numbers?.erased ?? null,
    asOf: (listed.since ?? now).toISOString(),
  };
}

/** Counts a campaign's signatures: those that count, and those that are set aside. */
export async function listSignatures(
  key: string,
  { signatures, asides, shares }: Pick<TallyServices, 'signatures' | 'asides' | 'shares'>,
): Promise<Listed> {
  const at = new Date();
  const setAside = asideIds(await asides.read(key));
  const { all, wanted, since } = await signatures.countAmong(key, setAside, { shares, at });
  return { counted: all - wanted, aside: wanted, since: since === undefined ? null : new Date(since) };
}

/** True if retention was erasing after `since`, or broke off. Then a list does not tell what is gone. */
export function isErasing({ pending, erased }: Numbers, since: Date): boolean {
  return pending !== null || (erased !== null && Date.parse(erased) > since.valueOf() - SKEW_MS);
}

/** The numbers that the hourly function wrote; none yet is 0. */
function published(numbers: Numbers | null, now: Date): Tally {
  if (numbers === null) return { online: 0, setAside: 0, erased: null, asOf: now.toISOString() };
  const { online, setAside, erased, asOf } = numbers;
  return { online, setAside, erased, asOf };
}
