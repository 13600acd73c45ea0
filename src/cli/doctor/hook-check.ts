import { parseBuildHook } from '#domain/build-hook.ts';
import type { Environment } from '#settings/variables.ts';
import type { Finding } from './finding.ts';
import { SCOPES } from './scopes.ts';
import { isOwnMachine, valueOf } from './variables.ts';

const NAME = 'BUILD_HOOK_URL';

/** Where the address of a hook comes from on Netlify. */
export const NETLIFY_HOOKS =
  'On Netlify: Project configuration, Build & deploy, Build hooks: add one for the branch of production, and copy its address.';

/** Do pages follow by themselves when a campaign opens or closes? */
export function checkHook(variables: Environment): Finding {
  const value = valueOf(variables, NAME);
  if (value === null) {
    return isOwnMachine(variables)
      ? {
          level: 'note',
          what: `When a campaign opens or closes, its pages change at the next build and start. ${NAME} can ask for one.`,
          mend: 'docs/host-it-yourself.md, step 9, has a line that builds every night.',
        }
      : {
          level: 'note',
          what: `${NAME} is not set: when a campaign opens or closes, its pages change at the next deploy.`,
          mend: `${NETLIFY_HOOKS} Set it as ${NAME}, scope ${SCOPES[NAME]}, context Production.`,
        };
  }
  if (parseBuildHook(value) === null) {
    return {
      level: 'error',
      what: `${NAME} is no https:// address without a name and a password, so nothing is asked there.`,
      mend: isOwnMachine(variables)
        ? 'Write https://… or, for what listens on this machine, http://127.0.0.1:…'
        : NETLIFY_HOOKS,
    };
  }
  return { level: 'fine', what: `${NAME}: asked for a new build when a campaign opens or closes.` };
}
