import { dev } from 'astro';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { shareContent } from '#checking/shared-content.ts';
import { type Schedules, startSchedules } from '#server/schedules.ts';
import { announceDevelopment, announceDevServer } from '#settings/environment.ts';
import { PROJECT_ROOT } from '#settings/project-root.ts';
import { readSettings } from '#settings/settings.ts';
import { openDataFile } from '#sqlite/data-file.ts';
import { developedContent } from './developed-content.ts';
import { developedFunctions } from './developed-functions.ts';
import { developedSchedules } from './developed-schedules.ts';
import { completeDotenv, loadDotenv } from './dotenv.ts';
import { formerAddresses } from './former-addresses.ts';
import { parsePort, THIS_MACHINE } from './listening.ts';
import { layDownMails } from './mail-folder.ts';
import { NEVER_SERVED } from './never-served.ts';
import { onStop } from './on-stop.ts';
import { errorLines } from './tell-error.ts';
import { mistakeTeller } from './told-mistakes.ts';
import { watchContent } from './watched-content.ts';
import { welcome } from './welcome.ts';

/**
 * `npm start [-- --port N]`: runs the whole system with live reload, functions included. Only this machine
 * reaches it. What is signed lies in a file of its own, so it never mixes with what `npm run serve` keeps.
 */
try {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '4321' } } });
  const port = parsePort(Number(values.port), '--port');
  announceDevelopment();
  const added = await completeDotenv(PROJECT_ROOT);
  await loadDotenv(PROJECT_ROOT, { create: true });
  layDownMails(PROJECT_ROOT);
  const { dataDir, siteUrl } = readSettings();
  const data = openDataFile(join(dataDir, 'start'));
  const tell = mistakeTeller((text) => console.error(`${text}\n`));
  const content = watchContent(PROJECT_ROOT, tell);
  shareContent(content.sound);
  const functions = developedFunctions({ root: PROJECT_ROOT, stores: data.stores });
  const server = await dev({
    // With port 0 nobody knows yet which it will be.
    ...(siteUrl === null && port !== 0 && { site: `http://localhost:${port}` }),
    server: { port, host: THIS_MACHINE },
    logger: { entrypoint: new URL('astro-log.ts', import.meta.url) },
    // Vite's overlay would show a call stack over every open page.
    vite: { server: { fs: { deny: NEVER_SERVED }, hmr: { overlay: false } } },
    integrations: [functions, developedContent(PROJECT_ROOT, content), formerAddresses()],
  });
  const origin = `http://localhost:${server.address.port}`;
  // Functions fill pages; in development they get the pages from this server.
  announceDevServer(origin);
  let schedules: Schedules | null = null;
  onStop(async () => {
    await Promise.all([server.stop(), schedules?.stop()]);
    await data.close();
  });
  // Nothing that an edit or a request does may end what all the others need.
  process.on('uncaughtException', (error) => console.error(errorLines(error).join('\n')));
  console.log(await welcome(origin, PROJECT_ROOT, data.path));
  if (added.length > 0) console.log(`  .env had no ${added.join(', and no ')}: a fresh value was added.\n`);
  // Every page would say it, but only once it is looked at.
  tell(await content.state());
  // A context without a name is this machine's, as in every answer here.
  const place = { params: {}, deploy: { context: '' }, stores: data.stores };
  schedules = startSchedules(await developedSchedules(functions.load), place, { afterRun: data.settle });
} catch (error) {
  console.error(errorLines(error).join('\n'));
  process.exitCode = 1;
}
