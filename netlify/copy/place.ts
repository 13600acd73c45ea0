import { stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { CommandError } from '#cli/command/command.ts';
import { DEPLOY_CONTEXTS } from '#domain/deploy-context.ts';
import { DATA_FILE } from '#sqlite/data-file.ts';

/** Where stores are: in Netlify Blobs, in a deploy context, or in a file of a machine. */
export type Place =
  { readonly kind: 'netlify'; readonly context: string } | { readonly kind: 'file'; readonly path: string };

const PRODUCTION = 'production';

/** How a store is written. */
export const PLACE_HELP = `netlify             this site's Netlify Blobs, its production
                netlify:<context>   another deploy context: ${DEPLOY_CONTEXTS.filter((context) => context !== PRODUCTION).join(', ')}
                file                the file of npm run serve on this machine, in DATA_DIR
                <folder>            the file in a folder: ./copies
                <name>.sqlite       a file of any name`;

/** What a text means: `netlify`, `netlify:<context>`, `file`, a folder or a `.sqlite` file. */
export async function parsePlace(text: string, option: string, dataDir: string): Promise<Place> {
  const [host, context, ...rest] = text.split(':');
  if (host === 'netlify' && rest.length === 0) return toNetlify(context ?? PRODUCTION, option);
  if (text === 'file') return { kind: 'file', path: resolve(dataDir, DATA_FILE) };
  if (text.endsWith('.sqlite')) return { kind: 'file', path: resolve(text) };
  const found = await stat(text).catch(() => null);
  // A slip such as "netlfy" must not make a folder of that name.
  if (found === null && !text.includes(sep) && !text.includes('/')) throw unknown(text, option);
  if (/^[a-z]+:\/\//iu.test(text) || found?.isDirectory() === false) throw unknown(text, option);
  return { kind: 'file', path: resolve(text, DATA_FILE) };
}

/** A place in words. */
export function toWords(place: Place): string {
  return place.kind === 'netlify' ? `Netlify (${place.context})` : place.path;
}

/** True if both are one store. */
export function isSamePlace(one: Place, other: Place): boolean {
  return toWords(one) === toWords(other);
}

function toNetlify(context: string, option: string): Place {
  if (DEPLOY_CONTEXTS.includes(context)) return { kind: 'netlify', context };
  throw new CommandError(
    2,
    `${option}: Netlify has no context ${context}. Write netlify, or netlify: and one of ${DEPLOY_CONTEXTS.join(', ')}.`,
  );
}

function unknown(text: string, option: string): CommandError {
  return new CommandError(
    2,
    `${option} ${text} is no store. Write one of these:
                ${PLACE_HELP}`,
  );
}
