/** A function in the platform's view: a handler, and the addresses in its `config`. */
export interface FunctionModule {
  readonly default: Handler;
  readonly config: { readonly path?: unknown; readonly method?: unknown };
}

// A function uses only a part of the platform's context, and its type names that part.
type Handler = (request: Request, context: Call) => Promise<Response>;

/** The information that a function gets besides the request. An empty deploy context means this machine. */
interface Call {
  readonly params: Readonly<Record<string, string | undefined>>;
  readonly deploy: { readonly context: string };
}

/**
 * Sends a request to the function that the platform would choose. The result is `null` if no function fits.
 */
export type Router = (request: Request) => Promise<Response> | null;

/**
 * Routes by the `path` and `method` of each `config`, as Netlify does. A slash at the end makes no difference.
 * A scheduled function has no address.
 */
export function routerOf(modules: readonly FunctionModule[]): Router {
  const routes = modules.flatMap(({ config: { path, method }, default: handler }) =>
    typeof path === 'string' ? [{ pattern: patternOf(path), methods: methodsOf(method), handler }] : [],
  );
  return (request) => {
    for (const { pattern, methods, handler } of routes) {
      if (methods && !methods.includes(request.method)) continue;
      const match = pattern.exec(request.url);
      if (match) return handler(request, { params: match.pathname.groups, deploy: { context: '' } });
    }
    return null;
  };
}

/** A cache, because making a pattern takes longer than a request that uses it. */
const patterns = new Map<string, URLPattern>();

function patternOf(pathname: string): URLPattern {
  const pattern = patterns.get(pathname) ?? new URLPattern({ pathname: `${pathname}{/}?` });
  patterns.set(pathname, pattern);
  return pattern;
}

function methodsOf(method: unknown): readonly string[] | null {
  return method === undefined ? null : [method].flat().map(String);
}
