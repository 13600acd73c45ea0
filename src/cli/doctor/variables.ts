import { isThisMachine } from '#domain/this-machine.ts';
import type { Environment } from '#settings/variables.ts';

/** The value of a variable; `null` if it is not set. An empty variable counts as not set. */
export function valueOf(variables: Environment, name: string): string | null {
  return variables[name] || null;
}

/** True in a build on the host, which needs no secret. Netlify sets this variable in each of its builds. */
export function isHostBuild(variables: Environment): boolean {
  return valueOf(variables, 'NETLIFY') === 'true';
}

/**
 * True where a site of its own address is not built by Netlify: on a machine of its own. Whoever only edits sets no
 * address.
 */
export function isOwnMachine(variables: Environment): boolean {
  const url = valueOf(variables, 'URL');
  if (isHostBuild(variables) || url === null || !URL.canParse(url)) return false;
  return !isThisMachine(new URL(url).hostname);
}
