import { isPreview } from '#domain/deploy-context.ts';
import { readSettings } from './settings.ts';

/** True where drafts are seen: while developing, and in previews. Production never shows one, whatever is set there. */
export function showsDrafts(deployContext: string): boolean {
  return isPreview(deployContext) || (deployContext !== 'production' && readSettings().isDeveloping);
}
