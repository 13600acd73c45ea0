import { parseArgs } from 'node:util';
import { deployedCampaigns } from '#deploy/deployed-content.ts';
import { logError } from '#endpoint/log-error.ts';
import { readSealer } from '#endpoint/sealer.ts';
import { lineWriter } from '#server/access-log.ts';
import { parseTrustedProxies } from '#server/client-address.ts';
import { loadFunctions } from '#server/functions.ts';
import { startSchedules } from '#server/schedules.ts';
import { startSite } from '#server/site-server.ts';
import { wholeFacts } from '#server/static-site.ts';
import { leaveDevelopment } from '#settings/build-scope.ts';
import { announceOwnAddress } from '#settings/environment.ts';
import { PROJECT_ROOT } from '#settings/project-root.ts';
import { readSettings, SettingsError } from '#settings/settings.ts';
import { openDataFile } from '#sqlite/data-file.ts';
import { loadDotenv } from './dotenv.ts';
import { parsePort, THIS_MACHINE } from './listening.ts';
import { layDownMails } from './mail-folder.ts';
import { onStop } from './on-stop.ts';
import { errorLines } from './tell-error.ts';
import { welcome } from './welcome.ts';

const FOR_NETLIFY =
  'dist/ was built for Netlify, and its privacy page names Netlify as the host. Run npm run build on this machine, without the variable NETLIFY.';

/**
 * `npm run serve [-- --host 0.0.0.0]`: serves the built site for real, on `PORT` (default 8888). Signatures are in a
 * file under `DATA_DIR`. Only this machine reaches it without `--host`. `--quiet` keeps the organizer token and
 * the links of mails out of a log.
 */
try {
  const { values } = parseArgs({
    options: {
      host: { type: 'string', default: THIS_MACHINE },
      quiet: { type: 'boolean', default: false },
    },
  });
  await loadDotenv(PROJECT_ROOT, { create: true });
  leaveDevelopment();
  layDownMails(PROJECT_ROOT, { isLogged: values.quiet });
  const settings = readSettings();
  const port = parsePort(settings.port, 'PORT');
  const trustedProxies = parseTrustedProxies(settings.trustedProxies);
  if ((await wholeFacts(PROJECT_ROOT)).host !== 'own') throw new SettingsError(FOR_NETLIFY);
  // All that a first request needs is there before the port is.
  const [modules] = await Promise.all([loadFunctions(), deployedCampaigns(), readSealer()]);
  const data = openDataFile(settings.dataDir, { alone: true });
  const log = lineWriter(process.stdout);
  const place = { deploy: { context: 'production' }, stores: data.stores };
  const server = await startSite({
    root: PROJECT_ROOT,
    port,
    host: values.host,
    url: settings.siteUrl,
    stores: place.stores,
    deployContext: place.deploy.context,
    modules,
    probe: data.probe,
    trustedProxies,
    log: log.write,
  }).catch(async (error: unknown) => {
    await data.close();
    throw error;
  });
  // Links in mails begin with the site's own address.
  announceOwnAddress(server.origin);
  const schedules = startSchedules(modules, { ...place, params: {} }, { afterRun: data.settle });
  onStop(async () => {
    await Promise.all([server.stop(), schedules.stop()]);
    await data.close();
    await log.end();
  });
  // Nothing that a single request does may end what all the others need.
  process.on('uncaughtException', logError).on('unhandledRejection', logError);
  console.log(
    values.quiet ? `Site ${server.origin}/` : await welcome(server.origin, PROJECT_ROOT, data.path),
  );
} catch (error) {
  console.error(errorLines(error).join('\n'));
  process.exitCode = 1;
}
