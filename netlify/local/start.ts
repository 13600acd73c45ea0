import { dev } from 'astro';
import { parseArgs } from 'node:util';
import { isOwnError } from '#domain/own-error.ts';
import { announceDevServer, announceMailFolder } from '#settings/environment.ts';
import { PROJECT_ROOT } from '#settings/project-root.ts';
import { loadDotenv } from './dotenv.ts';
import { parsePort, THIS_MACHINE } from './listening.ts';
import { mailFolder } from './mail-folder.ts';
import { welcome } from './welcome.ts';

/**
 * `npm start [-- --port N]`: runs the whole system with live reload, with emulated functions and blobs. Only
 * this machine reaches it.
 */
try {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '4321' } } });
  await loadDotenv(PROJECT_ROOT, { create: true });
  announceMailFolder(mailFolder(PROJECT_ROOT));
  const port = parsePort(Number(values.port), '--port');
  const server = await dev({ server: { port, host: THIS_MACHINE } });
  const origin = `http://localhost:${server.address.port}`;
  // Functions fill pages; in development they get the pages from this server.
  announceDevServer(origin);
  console.log(await welcome(origin, PROJECT_ROOT));
} catch (error) {
  console.error(isOwnError(error) ? error.message : error);
  process.exitCode = 1;
}
