import { type Campaign, keySlugOf } from '#domain/campaign.ts';
import type { Entries, EntryKind } from '#domain/entry-kind.ts';
import type { MarkPlace, WithdrawalMarks } from '#store/withdrawal-marks.ts';
import { settleEach, throwFailure } from './settle-each.ts';

/** Erases a record of a kind. */
export type EraseEntry = (kind: EntryKind, campaign: string, id: string) => Promise<void>;

/** What withdrawing needs from outside. */
export interface WithdrawingServices {
  /** Opens the token that was sent; `null` if it is none of this campaign. Throws if the secret is missing. */
  readonly open: (campaign: Campaign) => Entries | null;
  readonly marks: Pick<WithdrawalMarks, 'mark'>;
  readonly erase: EraseEntry;
  readonly now: () => Date;
}

/** One request to withdraw. `isChosen`: the supporter said so. */
export interface Withdrawing {
  readonly campaign: Campaign;
  readonly isChosen: boolean;
}

/** What came of withdrawing. `unavailable`: it is unknown whether it is erased; the same token works again. */
export type WithdrawOutcome =
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'required' }
  | { readonly kind: 'unavailable'; readonly cause: unknown };

/** Takes back what is recorded now, if anything is. Works in every state of the campaign. */
export async function withdraw(
  { campaign, isChosen }: Withdrawing,
  services: WithdrawingServices,
): Promise<WithdrawOutcome> {
  try {
    const token = services.open(campaign);
    if (!token) return { kind: 'invalid' };
    if (!isChosen) return { kind: 'required' };
    await takeBack(campaign, [token], services);
    return { kind: 'withdrawn' };
  } catch (cause) {
    return { kind: 'unavailable', cause };
  }
}

/**
 * Marks and erases entries. A mark stops older records from being confirmed, so it comes first. Where signing waits for
 * no confirmation the mark comes last. There a signature that still stands may have been thanked for again, and its
 * mark would have it swept. It erases also what it does not know to be there.
 */
export async function takeBack(
  campaign: Campaign,
  entries: readonly Entries[],
  { marks, erase, now }: Pick<WithdrawingServices, 'marks' | 'erase' | 'now'>,
): Promise<void> {
  const key = keySlugOf(campaign);
  const places = entries.flatMap(({ kind, ids }) => ids.map((id) => ({ kind, campaign: key, id })));
  const waits = ({ kind }: MarkPlace) => kind === 'news' || campaign.confirmation === 'required';
  const at = now();
  const mark = (place: MarkPlace) => marks.mark(place, at);
  await each(places.filter(waits), mark);
  await each(places, ({ kind, id }) => erase(kind, key, id));
  await each(
    places.filter((place) => !waits(place)),
    mark,
  );
}

/** Does something to each place. One that fails must not leave another one under way behind the answer. */
async function each(places: readonly MarkPlace[], ask: (place: MarkPlace) => Promise<void>): Promise<void> {
  throwFailure(await settleEach(places, ask));
}
