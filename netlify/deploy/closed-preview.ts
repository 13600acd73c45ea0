import { isPreview } from '#domain/deploy-context.ts';
import { readSettings } from '#settings/settings.ts';

/** True for a preview that takes no signatures: every one, unless `PREVIEW_SIGNING` says so. */
export function isClosedPreview(deployContext: string): boolean {
  return isPreview(deployContext) && !readSettings().previewSigning;
}
