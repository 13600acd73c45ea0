import type { ListedAside } from '#domain/aside.ts';
import { type Campaign, keySlugOf } from '#domain/campaign.ts';
import { packedCount } from '#store/id-set.ts';
import type { AsideStore } from '#store/stored-asides.ts';

/** What a campaign's organizers set aside, the oldest first, without the ids. */
export async function listAsides(
  campaign: Campaign,
  { asides }: { readonly asides: Pick<AsideStore, 'read'> },
): Promise<ListedAside[]> {
  const found = await asides.read(keySlugOf(campaign));
  return (found?.asides ?? []).map(({ ids, ...rest }) => ({ ...rest, signatures: packedCount(ids) }));
}
