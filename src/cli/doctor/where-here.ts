import type { Environment } from '#settings/variables.ts';
import { SCOPES } from './scopes.ts';
import { isOwnMachine } from './variables.ts';

/** Where a setting goes: into `.env` on a machine of its own, else into `.env` here and to Netlify. */
export function whereHere(variables: Environment, name: keyof typeof SCOPES): string {
  if (isOwnMachine(variables)) return 'Set it in .env.';
  return `For Netlify: Project configuration, Environment variables, scope ${SCOPES[name]}, context Production. To try it here: .env, in which npm start writes a secret and a token.`;
}
