import { isOwnError } from '#domain/own-error.ts';
import { isSealing } from '#sealing/recipients.ts';
import { secretsInBuild, takeOutSecrets } from '#settings/build-scope.ts';
import { PROJECT_ROOT } from '#settings/project-root.ts';
import { readSettings } from '#settings/settings.ts';
import { loadDotenv } from './dotenv.ts';
import { parsePort } from './listening.ts';

const UNSEALED = `
  Signatures are NOT sealed: SIGNATURE_RECIPIENTS is not set. The host, and whoever gets at its store, can read every name and address;
  the privacy page says so. To seal them, run npm run keys -- --pair and put the public half into SIGNATURE_RECIPIENTS.
`;

/** `npm run build`: builds the static site into `dist/`. Content mistakes appear as `file:line:column`. */
try {
  await loadDotenv(PROJECT_ROOT, { create: false });
  const { signatureRecipients, context, port, host } = readSettings();
  // Without URL, pages name the address at which npm run serve will listen.
  parsePort(port, 'PORT');
  const secrets = takeOutSecrets();
  if (secrets.length > 0 && context !== null) console.warn(secretsInBuild(secrets));
  if (!isSealing(signatureRecipients) && context === 'production') console.warn(UNSEALED);
  // Astro and its packages are loaded only now, when the secrets are gone.
  const { build } = await import('astro');
  await build({});
  if (host === 'own') console.log('\n  dist/ is made for a machine of its own: npm run serve.\n');
} catch (error) {
  console.error(isOwnError(error) ? error.message : error);
  process.exitCode = 1;
}
