import type { DeployFacts } from '#deploy/deploy-facts.ts';
import type { Place } from './invocation.ts';

let isSaid = false;

/** True on Netlify. A machine of its own gives its stores. What only emulates Netlify says so by its context. */
export function isOnNetlify({ deploy, stores }: Place): boolean {
  return stores === undefined && !['', 'dev'].includes(deploy.context);
}

/**
 * Logs once a process that the pages name another host than the one this function runs on. It never fails a request:
 * who signs is not helped by a 503.
 */
export function complainOfHost(host: DeployFacts['host'], place: Place): void {
  if (isSaid || !isOnNetlify(place) || host === 'netlify') return;
  isSaid = true;
  console.error(
    'The privacy page says that this site runs on a machine of its own, and it runs on Netlify. Let Netlify build it, or set NETLIFY=true for npm run build, and deploy again.',
  );
}
