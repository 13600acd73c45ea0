import { isPreview } from '#domain/deploy-context.ts';
import { readSettings, type Settings } from '#settings/settings.ts';

/** True where pages show drafts: while developing, and in previews. A built site of this machine shows none. */
export function showsDrafts(
  { context, isDeveloping }: Pick<Settings, 'context' | 'isDeveloping'> = readSettings(),
): boolean {
  return isDeveloping || isPreview(context ?? '');
}
