import { SettingsError } from '#settings/settings.ts';
import { deployFacts } from './deploy-facts.ts';

/**
 * Rejects with a `SettingsError` if `dist/` was built for Netlify. Its privacy page would name a host that never sees a
 * signature.
 */
export async function refuseForeignBuild(): Promise<void> {
  const { host } = await deployFacts();
  if (host === 'own') return;
  throw new SettingsError(
    'dist/ was built for Netlify, and its privacy page says so. Run npm run build on this machine, with NETLIFY not set, and start again.',
  );
}
