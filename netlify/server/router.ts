import type { Endpoint } from '#endpoint/invocation.ts';

/** A function as the platform sees it: a handler, and its literal `config`. */
export interface FunctionModule {
  readonly default: Endpoint;
  readonly config: FunctionConfig;
}

/** What this project uses of a function's `config`. */
interface FunctionConfig {
  readonly path?: unknown;
  readonly method?: unknown;
  readonly schedule?: unknown;
  readonly rateLimit?: unknown;
}

/** A function at an address. */
interface Route {
  /** The address as `config` writes it, such as `/api/campaigns/:campaign/count`. It names nobody. */
  readonly path: string;
  /** `null` means every method. */
  readonly methods: readonly string[] | null;
  readonly handler: Endpoint;
  readonly config: FunctionConfig;
}

/** A route, and the parts of the address that it leaves open, as they were sent. */
export interface Routed {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the function that the platform would choose, or `null`. */
export type Router = (method: string, pathname: string) => Routed | null;

/**
 * Routes by the `path` and `method` of each `config`, as Netlify does. A slash at the end makes no difference. A
 * scheduled function has no address. What stands for a `:name` is not decoded, as on the platform.
 */
export function routerOf(modules: readonly FunctionModule[]): Router {
  const routes = modules.flatMap(({ config, default: handler }) =>
    typeof config.path === 'string'
      ? [
          {
            parts: config.path.split('/'),
            route: { path: config.path, methods: methodsOf(config), handler, config },
          },
        ]
      : [],
  );
  return (method, pathname) => {
    const asked = pathname.replace(/(?<=.)\/$/u, '').split('/');
    for (const { parts, route } of routes) {
      if (route.methods && !route.methods.includes(method)) continue;
      const params = paramsIn(asked, parts);
      if (params) return { route, params };
    }
    return null;
  };
}

function methodsOf({ method }: FunctionConfig): readonly string[] | null {
  return method === undefined ? null : [method].flat().map(String);
}

/** The values of the `:names`, or `null` for another address. No value is empty. */
function paramsIn(asked: readonly string[], parts: readonly string[]): Record<string, string> | null {
  if (asked.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const value = asked[index] ?? '';
    if (part.startsWith(':') && value !== '') params[part.slice(1)] = value;
    else if (part !== value) return null;
  }
  return params;
}
