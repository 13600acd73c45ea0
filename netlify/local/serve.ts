import { parseArgs } from 'node:util';
import { announceMailFolder, announceOwnAddress } from '#settings/environment.ts';
import { PROJECT_ROOT } from '#settings/project-root.ts';
import { readSettings } from '#settings/settings.ts';
import { loadDotenv } from './dotenv.ts';
import { parsePort, THIS_MACHINE } from './listening.ts';
import { mailFolder } from './mail-folder.ts';
import { startSite } from './site-server.ts';
import { welcome } from './welcome.ts';

/**
 * `npm run serve [-- --host 0.0.0.0]`: serves the built site as in production, on `PORT` (default 8888). Only
 * this machine reaches it without `--host`.
 */
try {
  const { values } = parseArgs({ options: { host: { type: 'string', default: THIS_MACHINE } } });
  await loadDotenv(PROJECT_ROOT, { create: true });
  announceMailFolder(mailFolder(PROJECT_ROOT));
  const site = await startSite({ port: parsePort(readSettings().port, 'PORT'), host: values.host });
  // Links in mails begin with the site's own address.
  announceOwnAddress(site.origin);
  console.log(await welcome(site.origin, PROJECT_ROOT));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
