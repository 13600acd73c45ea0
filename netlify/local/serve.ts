import { PROJECT_ROOT } from '#settings/project-root.ts';
import { readSettings, SettingsError } from '#settings/settings.ts';
import { loadDotenv } from './dotenv.ts';
import { startSite } from './site-server.ts';
import { welcome } from './welcome.ts';

/** `npm run serve`: serves the built site as in production, on `PORT` (default 8888). */
try {
  await loadDotenv(PROJECT_ROOT, { create: true });
  const { port } = readSettings();
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new SettingsError('PORT is no port: set it to a number from 0 to 65535, or leave it out for 8888.');
  }
  const site = await startSite({ port });
  console.log(await welcome(site.origin, PROJECT_ROOT));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
