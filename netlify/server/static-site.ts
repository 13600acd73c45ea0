import { join } from 'node:path';
import { type DeployFacts, readDeployFacts } from '#deploy/deploy-facts.ts';
import { SettingsError } from '#settings/settings.ts';
import type { Exchange } from './exchange.ts';
import { answerItself } from './own-answer.ts';
import { redirectFor } from './redirects.ts';
import { type Representation, sendRepresentation } from './representation.ts';
import { readStaticFiles } from './static-files.ts';

/** All of a built site that is no function. */
export interface StaticSite {
  /** The page for an address at which nothing stands. */
  readonly notFound: Representation;
  /** Answers every request. */
  readonly answer: (exchange: Exchange) => Promise<void>;
}

/**
 * Reads the site built in the folder `root`: pages, files, headers, redirects. Rejects with a `SettingsError` if it is
 * not whole: without its headers no page is safe.
 */
export async function readStaticSite(root: string): Promise<StaticSite> {
  const dist = join(root, 'dist');
  const facts = await wholeFacts(root);
  const files = await readStaticFiles(dist, facts);
  const { dataHeaders, redirects } = facts;
  return {
    notFound: files.notFound,
    answer: async ({ incoming, outgoing, target, tell }) => {
      const { pathname, search } = target;
      const isRead = incoming.method === 'GET' || incoming.method === 'HEAD';
      const found = files.at(pathname);
      if (found !== null) tell(found.path);
      if (found?.kind === 'file' && isRead) return sendRepresentation(found.file, incoming, outgoing);
      const lead = redirectFor(redirects, pathname, search);
      if (lead !== null) answerRedirect(lead);
      else if (found === null) await sendRepresentation(files.notFound, incoming, outgoing);
      else if (!isRead) answerItself(outgoing, 405, { Allow: 'GET, HEAD' });
      else answerRedirect({ status: 301, location: `${found.path}${search}` });

      function answerRedirect({ status, location }: { status: number; location: string }): void {
        outgoing.writeHead(status, { ...dataHeaders, Location: location, 'Content-Length': '0' }).end();
      }
    },
  };
}

/** The facts of a build. Rejects with a `SettingsError` if they are missing, or were written by an older program. */
export async function wholeFacts(root: string): Promise<DeployFacts> {
  const facts = await readDeployFacts(root).catch((error: unknown) => {
    throw new SettingsError('dist/deploy.json is missing or damaged: run npm run build first.', {
      cause: error,
    });
  });
  if (facts.rules['/*'] !== undefined) return facts;
  throw new SettingsError('dist/ was built by an older version of this program: run npm run build again.');
}
