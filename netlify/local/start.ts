import { dev } from 'astro';
import { parseArgs } from 'node:util';
import { isOwnError } from '#domain/own-error.ts';
import { announceDevServer } from '#settings/environment.ts';
import { PROJECT_ROOT } from '#settings/project-root.ts';
import { loadDotenv } from './dotenv.ts';
import { welcome } from './welcome.ts';

/** `npm start [-- --port N]`: runs the whole system with live reload, with emulated functions and blobs. */
const { values } = parseArgs({ options: { port: { type: 'string', default: '4321' } } });
try {
  await loadDotenv(PROJECT_ROOT, { create: true });
  const server = await dev({ server: { port: Number(values.port) } });
  const origin = `http://localhost:${server.address.port}`;
  // Functions fill pages; in development they get the pages from this server.
  announceDevServer(origin);
  console.log(await welcome(origin, PROJECT_ROOT));
} catch (error) {
  console.error(isOwnError(error) ? error.message : error);
  process.exitCode = 1;
}
