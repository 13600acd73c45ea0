import type { Environment } from '#settings/variables.ts';

/** The value of a variable; `null` if it is not set. An empty variable counts as not set. */
export function valueOf(variables: Environment, name: string): string | null {
  return variables[name] || null;
}

/** True in a build on the host, which needs no secret. Netlify sets this variable in each of its builds. */
export function isHostBuild(variables: Environment): boolean {
  return valueOf(variables, 'NETLIFY') === 'true';
}
