/** What functions say to an edge, and to nobody behind it. */
const EDGE_HEADERS = ['netlify-cdn-cache-control', 'netlify-vary', 'netlify-cache-tag'] as const;
/** What a representation has of its own. */
const OWN_HEADERS = ['content-length', 'etag', 'date', 'connection'] as const;

/** The part of a request that an edge looks at. */
export interface Asked {
  readonly method: string;
  readonly pathname: string;
  /** With its question mark, or empty. */
  readonly search: string;
  readonly hasAuthorization: boolean;
}

/** How long an answer may be used, in milliseconds, and the one parameter in its key. */
export interface Rules {
  readonly freshFor: number;
  readonly staleFor: number;
  readonly staleOnErrorFor: number;
  readonly parameter: string;
}

/** How long an edge may keep an answer, or `null` if it may not. */
export function rulesOf({ status, headers }: Response): Rules | null {
  const control = new Map(
    (headers.get('netlify-cdn-cache-control') ?? '').split(',').map((directive) => {
      const [name = '', value = ''] = directive.trim().toLowerCase().split('=');
      return [name, value];
    }),
  );
  const parameter = /^query=(?<name>[\w-]+)$/u.exec(headers.get('netlify-vary') ?? '')?.groups?.['name'];
  const isForOne = headers.has('set-cookie') || headers.has('vary') || control.has('no-store');
  if (status !== 200 || isForOne || !control.has('public') || parameter === undefined) return null;
  const msOf = (name: string) => (Number(control.get(name) ?? 0) || 0) * 1000;
  return {
    freshFor: msOf('s-maxage'),
    staleFor: msOf('stale-while-revalidate'),
    staleOnErrorFor: msOf('stale-if-error'),
    parameter: parameter.toLowerCase(),
  };
}

/** The path, and the values of the parameter as they are written: functions refuse a second spelling of one. */
export function keyOf({ pathname, search }: Asked, parameter: string): string {
  const own = search
    .slice(1)
    .split('&')
    .filter((pair) => [...new URLSearchParams(pair).keys()].some((name) => name.toLowerCase() === parameter));
  return `${pathname.replace(/\/$/u, '')}?${own.join('&')}`;
}

/** The headers for a client, written as HTTP/1 writes them. */
export function clientHeaders({ headers }: Response): Record<string, string> {
  const hidden: readonly string[] = [...EDGE_HEADERS, ...OWN_HEADERS];
  const shown = [...headers].filter(([name]) => !hidden.includes(name));
  return Object.fromEntries(
    shown.map(([name, value]) => [name.replace(/\b[a-z]/gu, (letter) => letter.toUpperCase()), value]),
  );
}

/** The same answer without what is said to an edge only. */
export function withoutEdgeHeaders(response: Response): Response {
  if (!EDGE_HEADERS.some((name) => response.headers.has(name))) return response;
  const clean = new Response(response.body, response);
  for (const name of EDGE_HEADERS) clean.headers.delete(name);
  return clean;
}
