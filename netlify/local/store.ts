import { runCommand } from '#cli/command/run-command.ts';
import { store } from '#copy/store-command.ts';
import { PROJECT_ROOT } from '#settings/project-root.ts';
import { loadDotenv } from './dotenv.ts';

// `npm run store`: the file's folder may be named in .env.
await runCommand(async (args, io) => {
  await loadDotenv(PROJECT_ROOT, { create: false });
  await store(args, io);
});
