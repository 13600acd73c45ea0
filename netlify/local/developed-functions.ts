import type { AstroIntegration } from 'astro';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { toRequest } from '#server/node-request.ts';
import { sendResponse } from '#server/node-response.ts';
import { bodyReader } from '#server/request-body.ts';
import { type FunctionModule, routerOf } from '#server/router.ts';
import { readTarget } from '#server/target.ts';
import type { OpenStores } from '#store/stores.ts';
import { type DevServer, onContentChange } from './content-changes.ts';
import { showFaults } from './fault-page.ts';

/** What functions need in development. */
interface Developed {
  /** The folder that contains `content/`. */
  readonly root: string;
  readonly stores: OpenStores;
}

/**
 * Answers what is below `/api/` by our functions, in the process of the dev server. Vite loads them, so an edit of
 * their code or of `content/` is in force at the next request. What a function does not compile to is Vite's error.
 */
export function developedFunctions({
  root,
  stores,
}: Developed): AstroIntegration & { readonly load: LoadFunctions } {
  let load: Load = () => Promise.reject(new TypeError('No server runs yet.'));
  return {
    name: 'undersigned-functions',
    load: async () => (await load('../server/functions.ts')).loadFunctions(),
    hooks: {
      'astro:server:setup': ({ server }) => {
        load = liveModules(server);
        onContentChange(server, root, () => forgetContent(server));
        server.middlewares.use((incoming, outgoing, next) => {
          const answering = incoming.url?.startsWith('/api/')
            ? answer({ incoming, outgoing }, { load, stores })
            : Promise.resolve(false);
          answering.then(
            (isAnswered) => {
              if (!isAnswered) next();
            },
            (error: unknown) => {
              // Vite would show it on the next page, and who went away broke nothing.
              if (incoming.socket.destroyed) return;
              showFaults(outgoing, incoming.url ?? '', incoming.method !== 'HEAD');
              next(error);
            },
          );
        });
      },
    },
  };
}

/** Loads every function as it stands on the disk now. */
export type LoadFunctions = () => Promise<FunctionModule[]>;

/** The modules that hold something of ours for longer than a request. The paths begin here. */
interface Live {
  '../server/functions.ts': { readonly loadFunctions: () => Promise<FunctionModule[]> };
  '../endpoint/counting-services.ts': { readonly forgetNumbers: () => void };
}

type Load = <Path extends keyof Live>(path: Path) => Promise<Live[Path]>;

/** Loads modules as they stand on the disk now. */
function liveModules({ environments: { ssr } }: DevServer): Load {
  if (!('runner' in ssr)) throw new TypeError('Vite cannot run modules in this process.');
  const { runner } = ssr as { runner: { import: (file: string) => Promise<never> } };
  return (path) => runner.import(pathOf(path));
}

/** The module that keeps what it read of `content/` counts as changed, and all that import it. */
function forgetContent({ environments: { ssr } }: DevServer): void {
  for (const module of ssr.moduleGraph.getModulesByFile(pathOf('../deploy/deployed-content.ts')) ?? [])
    ssr.moduleGraph.invalidateModule(module);
}

function pathOf(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

const bodies = bodyReader();

/** Answers by a function. Resolves with false if no function has the address. */
async function answer(
  { incoming, outgoing }: { incoming: IncomingMessage; outgoing: ServerResponse },
  { load, stores }: { load: Load; stores: OpenStores },
): Promise<boolean> {
  const target = readTarget(incoming.url ?? '');
  if (typeof target === 'number') return false;
  const { loadFunctions } = await load('../server/functions.ts');
  const found = routerOf(await loadFunctions())(incoming.method ?? '', target.pathname);
  if (found === null) return false;
  // A number is new at once: who tries a form looks for it.
  (await load('../endpoint/counting-services.ts')).forgetNumbers();
  const body = await bodies.read(incoming);
  if (typeof body === 'string') {
    outgoing.destroy();
    return true;
  }
  const host = incoming.headers.host ?? 'localhost';
  const address = `http://${host}${target.pathname}${target.search}`;
  const request = toRequest(incoming, { method: incoming.method ?? '', address, body });
  const context = { params: found.params, deploy: { context: '' }, stores };
  await sendResponse(await found.route.handler(request, context), incoming, outgoing);
  return true;
}
