import { isPreview } from '#domain/deploy-context.ts';
import { readSettings } from './settings.ts';

/** True where drafts are seen: while developing, and in previews. What this machine builds shows none. */
export function showsDrafts(deployContext: string): boolean {
  return readSettings().isDeveloping || isPreview(deployContext);
}
