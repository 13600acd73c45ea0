import { isThisMachine } from './this-machine.ts';

/**
 * The address in `BUILD_HOOK_URL`, or `null` if no build can be asked for there. It is a secret, so it goes over TLS, or
 * stays on this machine. `fetch` takes no name and password in an address, and would quote both in its error.
 */
export function parseBuildHook(typed: string): URL | null {
  const url = URL.parse(typed);
  if (url === null || url.username !== '' || url.password !== '') return null;
  const isKept = url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine(url.hostname));
  return isKept ? url : null;
}
