import type { Campaign, CampaignState } from '#domain/campaign.ts';
import { isPreview } from '#domain/deploy-context.ts';
import { readSettings, type Settings } from '#settings/settings.ts';

/** Whether the built site is a preview: `none`, one that takes no signatures, or one that takes tries. */
type Preview = 'none' | 'closed' | 'signing';

/** The kind of preview of the built site. */
export function previewKind(
  { context, previewSigning }: Pick<Settings, 'context' | 'previewSigning'> = readSettings(),
): Preview {
  if (!isPreview(context ?? '')) return 'none';
  return previewSigning ? 'signing' : 'closed';
}

/** True where a campaign's forms stand. In a preview a draft takes nothing, whatever the setting says. */
export function hasForms({ status }: Pick<Campaign, 'status'>, kind: Preview = previewKind()): boolean {
  return kind === 'none' || (kind === 'signing' && status !== 'draft');
}

/** Why no form stands on a page: the campaign's state, or a preview that takes nothing. */
export type NoForm = Exclude<CampaignState, 'active'> | 'preview';

/** Why a page has a notice in the place of the form to sign. It is `null` for a page with the form. */
export function noFormBecause(campaign: Pick<Campaign, 'status'>, state: CampaignState): NoForm | null {
  if (state !== 'active' && state !== 'draft') return state;
  if (hasForms(campaign)) return null;
  return state === 'draft' ? 'draft' : 'preview';
}
