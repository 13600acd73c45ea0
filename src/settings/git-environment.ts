import { processEnvironment } from './environment.ts';
import type { Environment } from './variables.ts';

/**
 * The variables for a git that looks at the folder it is started in. A hook's variables would lead it elsewhere. What
 * a partial clone lacks is not fetched from a server.
 */
export function gitEnvironment(): Environment {
  const others = Object.entries(processEnvironment()).filter(([name]) => !name.startsWith('GIT_'));
  return { ...Object.fromEntries(others), GIT_NO_LAZY_FETCH: '1', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' };
}
