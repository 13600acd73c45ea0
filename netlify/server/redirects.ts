import type { DeployFacts } from '#deploy/deploy-facts.ts';

/** Where an address leads by now, with its status. */
export interface Redirected {
  readonly status: number;
  readonly location: string;
}

/**
 * The redirect for an address, or `null`. The former address itself leads on without its slash, too, as on Netlify. It
 * names no host, so the request cannot either.
 */
export function redirectFor(
  redirects: DeployFacts['redirects'],
  pathname: string,
  search: string,
): Redirected | null {
  for (const { from, to, status } of redirects) {
    const isBelow = pathname.startsWith(from);
    if (!isBelow && pathname !== from.slice(0, -1)) continue;
    return { status, location: `${to}${isBelow ? pathname.slice(from.length) : ''}${search}` };
  }
  return null;
}
