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
