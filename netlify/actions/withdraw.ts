import { type Campaign, keySlugOf } from '#domain/campaign.ts';
import type { EntryKind } from '#domain/entry-kind.ts';
import type { WithdrawalMarks } from '#store/withdrawal-marks.ts';
import { type CampaignCall, knownCampaign } from './known-campaign.ts';

/** What a link takes back. */
interface Withdrawable {
  readonly kind: EntryKind;
  readonly ids: readonly string[];
}

/** Erases a record of a kind. */
export type EraseEntry = (kind: EntryKind, campaign: string, id: string) => Promise<void>;

/** What withdrawing needs from outside. */
export interface WithdrawingServices {
  /** Opens the token that was sent; `null` if it is none of this campaign. Throws if the secret is missing. */
  readonly open: (campaign: Campaign) => Withdrawable | null;
  readonly marks: Pick<WithdrawalMarks, 'mark'>;
  readonly erase: EraseEntry;
  readonly now: () => Date;
}

/** One request to withdraw. `isChosen`: the supporter said so. */
export interface Withdrawing extends CampaignCall {
  readonly isChosen: boolean;
}

/** What came of withdrawing. `unavailable`: it is unknown whether it is erased; the same token works again. */
export type WithdrawOutcome =
  | { readonly kind: 'withdrawn'; readonly slug: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'required' }
  | { readonly kind: 'unavailable'; readonly cause: unknown };

/** Takes back what is recorded now, if anything is. Works in every state of the campaign. */
export async function withdraw(
  withdrawing: Withdrawing,
  services: WithdrawingServices,
): Promise<WithdrawOutcome> {
  const known = await knownCampaign(withdrawing, services.now());
  if (!known) return { kind: 'unknown' };
  const { campaign } = known;
  try {
    const token = services.open(campaign);
    if (!token) return { kind: 'invalid' };
    if (!withdrawing.isChosen) return { kind: 'required' };
    await takeBack(keySlugOf(campaign), [token], services);
    return { kind: 'withdrawn', slug: campaign.slug };
  } catch (cause) {
    return { kind: 'unavailable', cause };
  }
}

/**
 * Marks and erases entries, the marks first: from then on no older record is confirmed. It erases also what it does
 * not know to be there.
 */
export async function takeBack(
  campaign: string,
  entries: readonly Withdrawable[],
  { marks, erase, now }: Pick<WithdrawingServices, 'marks' | 'erase' | 'now'>,
): Promise<void> {
  const places = entries.flatMap(({ kind, ids }) => ids.map((id) => ({ kind, campaign, id })));
  const at = now();
  await Promise.all(places.map((place) => marks.mark(place, at)));
  await Promise.all(places.map(({ kind, id }) => erase(kind, campaign, id)));
}
