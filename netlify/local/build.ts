import './compile-cache.mjs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { soundContent } from '#checking/check-all.ts';
import { shareContent } from '#checking/shared-content.ts';
import { checkForSite } from '#page-data/checked-content.ts';
import { forgetUnused } from '#page-data/kept-file.ts';
import { isSealing } from '#sealing/recipients.ts';
import { leaveDevelopment, secretsInBuild, takeOutSecrets } from '#settings/build-scope.ts';
import { BUILD_FOLDER, KEPT_FOLDER, PROJECT_ROOT } from '#settings/project-root.ts';
import { readSettings } from '#settings/settings.ts';
import { loadDotenv } from './dotenv.ts';
import { parsePort } from './listening.ts';
import { errorLines } from './tell-error.ts';

const UNSEALED = `
  Signatures are NOT sealed: SIGNATURE_RECIPIENTS is not set. The host, and whoever gets at its store, can read every name and address;
  the privacy page says so. To seal them, run npm run keys -- --pair and put the public half into SIGNATURE_RECIPIENTS.
`;

/** Where `netlify.toml` finds what Netlify deploys. */
const FUNCTIONS_FOLDER = join(PROJECT_ROOT, '.netlify/one-file-each');

/**
 * `npm run build`: builds the static site into `dist/`, and for Netlify a file of each function. Mistakes in content/
 * appear as `file:line:column`, before anything is built. Whatever ends a build, the site of before stays whole.
 */
try {
  const started = new Date();
  await loadDotenv(PROJECT_ROOT, { create: false });
  leaveDevelopment();
  const { signatureRecipients, context, port, host } = readSettings();
  // Without URL, pages name the address at which npm run serve will listen.
  parsePort(port, 'PORT');
  const secrets = takeOutSecrets();
  if (secrets.length > 0 && context !== null) console.warn(secretsInBuild(secrets));
  if (!isSealing(signatureRecipients) && context === 'production') console.warn(UNSEALED);
  // Functions of an earlier build never stand beside a new site.
  await rm(FUNCTIONS_FOLDER, { recursive: true, force: true });
  const content = soundContent(await checkForSite(PROJECT_ROOT));
  // Pages are made from what was checked, so each file is read once.
  shareContent(() => Promise.resolve(content));
  // Astro and its packages are loaded only now, when the secrets are gone.
  const { build } = await import('astro');
  await build({
    logger: { entrypoint: new URL('astro-log.ts', import.meta.url), config: { isBuilding: true } },
  });
  if (host === 'netlify') {
    const { bundleFunctions } = await import('./bundle-functions.ts');
    await bundleFunctions(FUNCTIONS_FOLDER);
  }
  await putInPlace(join(PROJECT_ROOT, 'dist'));
  await forgetUnused(KEPT_FOLDER, started);
  if (host === 'own') console.log('\n  dist/ is made for a machine of its own: npm run serve.\n');
} catch (error) {
  console.error(errorLines(error).join('\n'));
  process.exitCode = 1;
}

/** Puts the finished site where the one of before is. */
async function putInPlace(dist: string): Promise<void> {
  const before = `${BUILD_FOLDER}-before`;
  await rm(before, { recursive: true, force: true });
  await rename(dist, before).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  });
  await rename(BUILD_FOLDER, dist);
  await rm(before, { recursive: true, force: true });
}
