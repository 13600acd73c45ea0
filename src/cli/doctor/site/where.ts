import { isPreview } from '#domain/deploy-context.ts';
import type { SeenSettings } from '#domain/seen-settings.ts';
import { SCOPES } from '../scopes.ts';

/** Where a setting of this site is set, and what has to follow. */
export function setting({ host, context }: Pick<SeenSettings, 'host' | 'context'>, name: string): string {
  const needs = Object.entries(SCOPES).find(([known]) => known === name)?.[1];
  if (host === 'own') {
    const build = needs === 'Builds and Functions' ? 'npm run build, ' : '';
    return `Set it in .env on the machine of the site, ${build}and restart.`;
  }
  const scope = needs === undefined ? '' : `scope ${needs}, `;
  const where = isPreview(context) ? 'this kind of preview' : 'Production';
  return `On Netlify: Project configuration, Environment variables: set it with the ${scope}context ${where}. Then deploy again.`;
}
