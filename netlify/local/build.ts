import { build } from 'astro';
import { ContentError } from '#content/mistake.ts';
import { PROJECT_ROOT } from '#content/project-root.ts';
import { parseRecipients, RecipientError } from '#sealing/recipients.ts';
import { loadDotenv } from './dotenv.ts';

const UNSEALED = `
  Signatures are NOT sealed: SIGNATURE_RECIPIENTS is not set. The host, and whoever gets at its store, can read every name and address;
  the privacy page says so. To seal them, run npm run keys and put the public half into SIGNATURE_RECIPIENTS.
`;

/** `npm run build`: the static site into `dist/`. Content mistakes are printed as `file:line:column`. */
await loadDotenv(PROJECT_ROOT, { create: false });
try {
  const recipients = parseRecipients(process.env['SIGNATURE_RECIPIENTS']);
  if (recipients.length === 0 && process.env['CONTEXT'] === 'production') console.warn(UNSEALED);
  await build({});
} catch (error) {
  console.error(error instanceof ContentError || error instanceof RecipientError ? error.message : error);
  process.exitCode = 1;
}
