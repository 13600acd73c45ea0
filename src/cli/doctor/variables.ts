/** Environment variables by their names. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** The value of a variable; `null` if it is not set. An empty variable counts as not set. */
export function valueOf(variables: Variables, name: string): string | null {
  return variables[name] || null;
}

/** True in a build on the host, which needs no secret. Netlify sets this variable in each of its builds. */
export function isHostBuild(variables: Variables): boolean {
  return valueOf(variables, 'NETLIFY') === 'true';
}
