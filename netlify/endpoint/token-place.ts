import { type Campaign, keySlugOf } from '#domain/campaign.ts';
import { isPreview } from '#domain/deploy-context.ts';
import type { Invocation } from './invocation.ts';

/**
 * Where a record or a link belongs: to a campaign, by its oldest slug. All deploys of a site share its secret. What a
 * preview gave out opens only in previews of its kind. So it never writes to the site's own stores.
 */
export function tokenPlace(campaign: Campaign, { deploy }: Pick<Invocation, 'deploy'>): string {
  const key = keySlugOf(campaign);
  return isPreview(deploy.context) ? `${deploy.context}/${key}` : key;
}
