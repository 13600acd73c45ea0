import { PROJECT_ROOT } from '#settings/project-root.ts';
import { readSettings } from '#settings/settings.ts';
import { loadDotenv } from './dotenv.ts';
import { startSite } from './site-server.ts';
import { welcome } from './welcome.ts';

/** `npm run serve`: serves the built site as in production, on `PORT` (default 8888). */
await loadDotenv(PROJECT_ROOT, { create: true });
try {
  const site = await startSite({ port: readSettings().port });
  console.log(await welcome(site.origin, PROJECT_ROOT));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
