/** Environment variables by their names. The type reads none: `environment.ts` does. */
export type Environment = Readonly<Record<string, string | undefined>>;
